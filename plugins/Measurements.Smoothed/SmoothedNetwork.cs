namespace RoCL.Measurements.Smoothed;

/// <summary>
/// A network's mean output for transformed copies of an image, as logits. In eval mode; the inner
/// network is not disposed of with it.
/// </summary>
/// <param name="network">From images [N, C, H, W] in [0, 1] to logits [N, K].</param>
/// <param name="transform">The augmentations of a copy, one after the other.</param>
/// <param name="samples">How many copies.</param>
/// <param name="averaged">What is averaged.</param>
/// <param name="draws">
/// Called once in a forward pass, with its number of images: from a copy's number to its random
/// values.
/// </param>
internal sealed class SmoothedNetwork(
    nn.Module<Tensor, Tensor> network,
    IReadOnlyList<IAugmentation> transform,
    int samples,
    Smoothing averaged,
    Func<long, Func<int, Rng>> draws
) : nn.Module<Tensor, Tensor>("smoothed")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        // 1/M Σₘ l(f(tₘ(x)))
        var random = draws(images.shape[0]);
        var zero = zeros(1, dtype: images.dtype, device: images.device);
        var sum = Iterate.Fold(samples, zero, (sum, copy) => sum + Output(images, random(copy)));
        var mean = sum / samples;
        return averaged == Smoothing.Logits ? mean : mean.clamp_min(1e-30).log();
    }

    private Tensor Output(Tensor images, Rng random)
    {
        var moved = transform.Aggregate(images, (moving, augmentation) => augmentation.Apply(moving, random));
        var logits = network.call(moved);
        return averaged == Smoothing.Logits ? logits : nn.functional.softmax(logits, dim: 1);
    }
}
