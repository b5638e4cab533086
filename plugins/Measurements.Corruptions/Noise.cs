namespace RoCL.Measurements.Corruptions;

/// <summary>Noise on each value of images [N, C, H, W] in [0, 1]. Pure.</summary>
internal static class Noise
{
    // Below this mean a Poisson distribution is too lopsided for a series, and above it there would
    // be too many terms to add up.
    private const double LeastMeanOfTheSeries = 12;

    // Where the mean is below that, a value above this is too unlikely for float32.
    private const int LargestCount = 48;

    private sealed record Counting(Tensor Count, Tensor Term, Tensor Sum);

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

        // λ + √λ·n + (n² − 1)/6 + (n − n³)/(72·√λ)
        var root = means.clamp_min(LeastMeanOfTheSeries).sqrt();
        var series = root * root + root * n + (n * n - 1) / 6 + (n - n * n * n) / (72 * root);
        var large = series.round().clamp_min(0);

        var probability = (1 + special.erf(n / Math.Sqrt(2))) / 2;
        var small = Counted(means.clamp_max(LeastMeanOfTheSeries), probability);
        return where(means.lt(LeastMeanOfTheSeries), small, large);
    }

    // How many of P(K ≤ 0), P(K ≤ 1), … lie below the probability.
    private static Tensor Counted(Tensor means, Tensor probability)
    {
        var first = (-means).exp();
        var start = new Counting(zeros_like(means), first, first);
        return Iterate.Fold(LargestCount, start, Next).Count;

        Counting Next(Counting state, int k)
        {
            var count = state.Count + probability.gt(state.Sum).to(means.dtype);
            var term = state.Term * means / (k + 1);
            return new(count, term, state.Sum + term);
        }
    }
}
