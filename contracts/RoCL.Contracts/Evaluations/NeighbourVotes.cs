namespace RoCL.Contracts;

/// <summary>
/// A classifier without training: the training images most similar to an image vote for their
/// classes.
/// </summary>
/// <remarks>
/// Features have unit length, and s is the cosine of two of them. The logit of class c is
/// <c>log Σ_{i among the k nearest, y_i = c} exp(s_i / τ)</c>, and log 1e-12 for a class without a
/// vote. A class without a neighbour has no gradient, so attacks follow the votes of all images of
/// the bank: through the k nearest alone, the encoder would only seem robust.
/// <para>Reference: Wu et al. 2018, arXiv:1805.01978, section 3.4: k = 200, τ = 0.07.</para>
/// </remarks>
public sealed class NeighbourVotes : IDisposable
{
    private readonly VotingNetwork _nearest;
    private readonly VotingNetwork _all;

    private NeighbourVotes(VotingNetwork nearest, VotingNetwork all, long neighbours, int batch)
    {
        _nearest = nearest;
        _all = all;
        Neighbours = neighbours;
        Classifier = new(nearest, batch, GradientNetwork: all);
    }

    /// <summary>The nearest decide; attacks follow the gradient of all votes.</summary>
    public Classifier Classifier { get; }

    /// <summary>How many vote: k, or all training images where there are fewer.</summary>
    public long Neighbours { get; }

    /// <summary>The votes of a bench's training images.</summary>
    /// <param name="bench">Its training images, which need labels, are the neighbours.</param>
    /// <param name="encoder">
    /// Images [N, C, H, W] to features [N, F], in eval mode; it has to live as long as this.
    /// </param>
    /// <param name="k">How many vote, 1 or more; all where there are fewer.</param>
    /// <param name="temperature">τ, above 0: the smaller, the more the nearest count.</param>
    /// <param name="batch">Images at a time.</param>
    public static NeighbourVotes Of(
        IBench bench,
        nn.Module<Tensor, Tensor> encoder,
        int k,
        double temperature,
        int batch
    )
    {
        var bank = nn.functional.normalize(bench.Outputs(encoder, bench.Train, batch), dim: 1);
        var labels = bench.Train.Labels!.to(bench.Device);
        var classes = bench.Train.Classes.Count;
        var neighbours = Math.Min(k, bank.shape[0]);
        VotingNetwork By(long voting) => new(encoder, bank, labels, classes, voting, temperature);
        return new(By(neighbours), By(bank.shape[0]), neighbours, batch);
    }

    /// <summary>Frees the networks; the encoder stays.</summary>
    public void Dispose()
    {
        _nearest.Dispose();
        _all.Dispose();
    }

    private sealed class VotingNetwork(
        nn.Module<Tensor, Tensor> encoder,
        Tensor bank,
        Tensor labels,
        int classes,
        long k,
        double temperature
    ) : nn.Module<Tensor, Tensor>("votes")
    {
        public override Tensor forward(Tensor images)
        {
            var similarity = nn.functional.normalize(encoder.call(images), dim: 1).mm(bank.t());
            var (nearest, places) = similarity.topk((int)k, dim: 1);
            var voted = labels.index_select(0, places.flatten()).view_as(places);
            var none = zeros([images.shape[0], classes], nearest.dtype, nearest.device);
            return none.scatter_add(1, voted, (nearest / temperature).exp()).clamp_min(1e-12).log();
        }
    }
}
