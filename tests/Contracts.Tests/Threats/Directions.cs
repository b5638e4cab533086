namespace Contracts.Tests.Threats;

/// <summary>
/// Directions of four kinds in turn: normal ones, corners of the L-infinity ball, spikes of the L1
/// ball, and sparse ones.
/// </summary>
internal static class Directions
{
    /// <summary>A direction for each image, float64 [N, C, H, W], of any length.</summary>
    /// <param name="random">The source of the values, for N images.</param>
    /// <param name="shape">[C, H, W].</param>
    /// <param name="kind">The kind, modulo four.</param>
    public static Tensor Sample(Rng random, ImageShape shape, int kind)
    {
        long[] size = [random.Images, shape.Channels, shape.Height, shape.Width];
        var normal = random.Normal(size).to(ScalarType.Float64);
        var spike = normal.sign() * normal.abs().eq(normal.abs().amax([1, 2, 3], keepdim: true));
        return (kind % 4) switch
        {
            0 => normal,
            1 => normal.sign(),
            2 => spike,
            _ => normal * random.Uniform(size).lt(0.3) + spike,
        };
    }
}
