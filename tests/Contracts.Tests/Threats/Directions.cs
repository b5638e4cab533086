namespace Contracts.Tests.Threats;

/// <summary>
/// Directions of four kinds in turn: normal ones, corners of the L-infinity ball, spikes of the L1
/// ball, and sparse ones.
/// </summary>
internal static class Directions
{
    /// <summary>
    /// Some directions for each image, float64 [P, N, C, H, W], of any length. They are worked
    /// together: what is called for each direction by itself takes as long for one as for all.
    /// </summary>
    /// <param name="sources">The values of each direction, for N images.</param>
    /// <param name="shape">[C, H, W].</param>
    public static Tensor Sample(IEnumerable<Rng> sources, ImageShape shape)
    {
        var each = sources.ToList();
        long[] size = [each[0].Images, shape.Channels, shape.Height, shape.Width];
        var normal = stack([.. each.Select(random => random.Normal(size))]).to(ScalarType.Float64);
        var spike = normal.sign() * normal.abs().eq(normal.abs().amax([2, 3, 4], keepdim: true));
        Tensor OfKind(Rng random, int i) =>
            (i % 4) switch
            {
                0 => normal[i],
                1 => normal[i].sign(),
                2 => spike[i],
                _ => normal[i] * random.Uniform(size).lt(0.3) + spike[i],
            };
        return stack([.. each.Select(OfKind)]);
    }
}
