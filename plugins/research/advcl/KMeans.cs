namespace RoCL.Research;

/// <summary>
/// k-means: every point belongs to the nearest centre, every centre moves to the mean of its
/// points, until nothing changes.
/// </summary>
/// <remarks>
/// The first centres are drawn as k-means++ draws them, each with a chance in proportion to its
/// squared distance from those before it. A centre that loses all its points takes the point that
/// lies farthest from its own.
/// <para>Reference: Lloyd 1982; Arthur and Vassilvitskii 2007 for the start.</para>
/// </remarks>
internal static class KMeans
{
    /// <summary>
    /// The cluster of each point, int64 [N]; each of the clusters has one or more.
    /// </summary>
    /// <param name="points">[N, F], N no smaller than the number of clusters.</param>
    /// <param name="clusters">K.</param>
    /// <param name="iterations">The most rounds.</param>
    /// <param name="random">Draws the first centres.</param>
    public static Tensor Clusters(Tensor points, int clusters, int iterations, Rng random)
    {
        var cloud = new Cloud(points, points.square().sum(1, keepdim: true));
        var start = Nearest(cloud, Start(cloud, clusters, random));
        return Iterate
            .While(
                iterations,
                (Now: start, Before: full_like(start, -1)),
                (labels, _) => (Nearest(cloud, Means(points, labels.Now, clusters)), labels.Now),
                labels => labels.Now.ne(labels.Before).any().item<bool>()
            )
            .Now;
    }

    private static Tensor Start(Cloud cloud, int clusters, Rng random)
    {
        var draws = random.Shared(clusters).to(CPU).data<float>().ToArray();
        var first = cloud.PointAt(tensor((long)(draws[0] * cloud.Points.shape[0])));
        return Iterate
            .Fold(
                clusters - 1,
                (Centres: first, Away: cloud.Squared(first).squeeze(1)),
                (chosen, i) =>
                {
                    var next = Next(cloud, chosen.Away, draws[i + 1]);
                    return (cat([chosen.Centres, next]), chosen.Away.minimum(cloud.Squared(next).squeeze(1)));
                }
            )
            .Centres;
    }

    // The point up to which the squared distances add up to this share of their sum.
    private static Tensor Next(Cloud cloud, Tensor away, float share)
    {
        var passed = away.to(ScalarType.Float64).cumsum(0);
        return cloud.PointAt(passed.lt(share * passed[-1]).sum());
    }

    private static Tensor Means(Tensor points, Tensor labels, int clusters)
    {
        var belongs = nn.functional.one_hot(labels, clusters).to(points.dtype);
        return belongs.t().mm(points) / belongs.sum([0]).unsqueeze(1);
    }

    private static Tensor Nearest(Cloud cloud, Tensor centres)
    {
        var (away, labels) = cloud.Squared(centres).min(1);
        var counts = labels.bincount(null, minlength: centres.shape[0]);
        foreach (var empty in counts.eq(0).nonzero().flatten().data<long>().ToArray())
        {
            var alone = counts.index_select(0, labels).eq(1);
            var farthest = away.masked_fill(alone, -1).argmax().view(1);
            labels = labels.index_fill(0, farthest, empty);
            counts = labels.bincount(null, minlength: centres.shape[0]);
            away = away.index_fill(0, farthest, 0);
        }
        return labels;
    }

    /// <summary>The points, [N, F], and the squares of their lengths, [N, 1].</summary>
    private sealed record Cloud(Tensor Points, Tensor Lengths)
    {
        /// <summary>One of the points, [1, F].</summary>
        public Tensor PointAt(Tensor place) => Points.index_select(0, place.view(1));

        /// <summary>Squared distances to centres [K, F], [N, K].</summary>
        public Tensor Squared(Tensor centres) =>
            (Lengths - 2 * Points.mm(centres.t()) + centres.square().sum(1)).clamp_min(0);
    }
}
