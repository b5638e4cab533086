namespace RoCL.Measurements.Corruptions;

/// <summary>Noise on each value of images [N, C, H, W] in [0, 1]. Pure.</summary>
internal static class Noise
{
    // Below this mean a Poisson distribution is too lopsided for a series, and above it there would
    // be too many terms to add up.
    private const double Few = 12;

    /// <summary>x + c·n, n standard normal.</summary>
    public static Tensor Gaussian(Tensor images, double deviation, Rng random) =>
        images + deviation * random.Normal(images.shape);

    /// <summary>x + c·x·n, n standard normal.</summary>
    public static Tensor Speckle(Tensor images, double deviation, Rng random) =>
        images * (1 + deviation * random.Normal(images.shape));

    /// <summary>A part of the values turns black or white, both as often.</summary>
    public static Tensor Impulse(Tensor images, double part, Rng random)
    {
        var dice = random.Uniform(images.shape);
        return where(dice.lt(part), dice.lt(part / 2).to(images.dtype), images);
    }

    /// <summary>
    /// Poisson(c·x) / c: the fewer photons c a white value stands for, the noisier.
    /// </summary>
    public static Tensor Shot(Tensor images, double photons, Rng random) => Poisson(images * photons, random) / photons;

    /// <summary>
    /// Poisson values with the given means, from one standard normal value n each: the quantile of
    /// Φ(n).
    /// </summary>
    /// <remarks>
    /// So an image's values follow its place in the batch, as all draws do. Below a mean of 12 the
    /// quantile is counted; above, it is Cornish and Fisher's series
    /// <c>λ + √λ·n + (n² − 1)/6 + (n − n³)/(72·√λ)</c>, rounded.
    /// </remarks>
    /// <param name="means">λ of each value, 0 or above.</param>
    /// <param name="random">Where the values come from.</param>
    public static Tensor Poisson(Tensor means, Rng random)
    {
        var n = random.Normal(means.shape);
        var root = means.clamp_min(Few).sqrt();
        var many = (root * root + root * n + (n * n - 1) / 6 + (n - n * n * n) / (72 * root)).round().clamp_min(0);
        return where(means.lt(Few), Counted(means.clamp_max(Few), (1 + special.erf(n / Math.Sqrt(2))) / 2), many);
    }

    // How many of P(K ≤ 0), P(K ≤ 1), … lie below the probability.
    private static Tensor Counted(Tensor means, Tensor probability)
    {
        var first = (-means).exp();
        return Iterate
            .Fold(
                48,
                (Count: zeros_like(means), Term: first, Below: first),
                (state, k) =>
                    (
                        state.Count + probability.gt(state.Below).to(means.dtype),
                        state.Term * means / (k + 1),
                        state.Below + state.Term * means / (k + 1)
                    )
            )
            .Count;
    }
}
