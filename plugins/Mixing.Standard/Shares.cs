namespace RoCL.Mixing.Standard;

/// <summary>Random shares and partners.</summary>
internal static class Shares
{
    // The chance that none of so many proposals is accepted is below 1e-80.
    private const int Proposals = 64;

    /// <summary>
    /// The source of the values that one draw of weights, or of boxes, follows from.
    /// </summary>
    /// <param name="random">The mixing's source.</param>
    /// <param name="per">Whether images share the draw.</param>
    public static Rng Source(Rng random, Per per) =>
        per == Per.Image ? random.For("shares") : new Rng(random.For("shares").Seed, 1, random.Device);

    /// <summary>Each image's partner, a permutation of the batch, int64 [N].</summary>
    /// <param name="random">The mixing's source.</param>
    public static Tensor Partners(Rng random) => random.For("partners").Permutation(random.Images);

    /// <summary>Draws of Beta(α, α), float64 [K], K the source's images.</summary>
    /// <remarks>
    /// G₁/(G₁ + G₂) with G₁, G₂ of Gamma(α), in logarithms, since a small α gives numbers that are
    /// 0 in floating point.
    /// </remarks>
    /// <param name="random">The source.</param>
    /// <param name="alpha">α, above 0.</param>
    public static Tensor Beta(Rng random, double alpha)
    {
        var own = LogGamma(random.For("own"), alpha);
        return (own - LogGamma(random.For("partner"), alpha)).sigmoid();
    }

    // Marsaglia and Tsang 2000 for α + 1, times U^(1/α). All proposals are drawn at once, and the
    // first that is accepted counts.
    private static Tensor LogGamma(Rng random, double alpha)
    {
        var d = alpha + 2.0 / 3;
        var x = random.Normal(random.Images, Proposals).to(ScalarType.Float64);
        var v = (1 + x / Math.Sqrt(9 * d)).pow(3);
        var accepted = v.gt(0) & (1 - random.Uniform(x.shape)).log().lt(0.5 * x.square() + d * (1 - v + Log(v)));
        var first = accepted.to(ScalarType.Byte).argmax(1, keepdim: true);
        var logPower = (1 - random.Uniform(random.Images).to(ScalarType.Float64)).log() / alpha;
        return Math.Log(d) + Log(v).gather(1, first).squeeze(1) + logPower;
    }

    private static Tensor Log(Tensor v) => v.clamp_min(double.Epsilon).log();
}
