namespace RoCL.Measurements.Smoothed;

/// <summary>A classifier's expectation over transformations: the logarithm of the mean softmax, which serves as logits.</summary>
/// <param name="network">From images to logits; not owned.</param>
/// <param name="transform">What images pass through.</param>
/// <param name="samples">How many times.</param>
/// <param name="random">Where the samples for some images come from.</param>
internal sealed class Expectation(
    nn.Module<Tensor, Tensor> network, IReadOnlyList<IAugmentation> transform, int samples, Func<Tensor, Rng> random)
    : nn.Module<Tensor, Tensor>("expectation")
{
    /// <summary>[N, C, H, W] in [0, 1] to [N, K].</summary>
    public override Tensor forward(Tensor images)
    {
        var source = random(images);
        var votes = Enumerable.Range(0, samples).Select(i => network.call(Transformed(images, source.For("sample", i))).softmax(1));
        return (votes.Aggregate((sum, vote) => sum + vote) / samples).clamp_min(1e-12).log();
    }

    private Tensor Transformed(Tensor images, Rng sample) => transform.Select((augmentation, i) => (augmentation, i))
        .Aggregate(images, (seen, next) => next.augmentation.Apply(seen, sample.For("augmentation", next.i)));
}
