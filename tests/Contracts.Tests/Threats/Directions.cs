namespace Contracts.Tests.Threats;

/// <summary>
/// Directions of four kinds in turn: any, the corners of the L-infinity ball, the spikes of the L1
/// ball, and sparse ones.
/// </summary>
internal static class Directions
{
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
