namespace RoCL.Measurements.Smoothed;

/// <summary>
/// A network's mean answer to transformed copies of an image, as logits. In eval mode; the network
/// stays its owner's.
/// </summary>
/// <param name="network">From images [N, C, H, W] in [0, 1] to logits [N, K].</param>
/// <param name="transform">The augmentations of a copy, one after the other.</param>
/// <param name="samples">How many copies.</param>
/// <param name="of">What is averaged.</param>
/// <param name="draws">
/// Asked once in a forward pass, with its number of images: from a copy's number to its random
/// values.
/// </param>
internal sealed class SmoothedNetwork(
    nn.Module<Tensor, Tensor> network,
    IReadOnlyList<IAugmentation> transform,
    int samples,
    Smoothing of,
    Func<long, Func<int, Rng>> draws
) : nn.Module<Tensor, Tensor>("smoothed")
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        var random = draws(images.shape[0]);
        Tensor Answer(int copy)
        {
            var source = random(copy);
            var moved = transform.Aggregate(images, (moving, augmentation) => augmentation.Apply(moving, source));
            var logits = network.call(moved);
            return of == Smoothing.Logits ? logits : nn.functional.softmax(logits, dim: 1);
        }
        var mean =
            Iterate.Fold(
                samples,
                zeros(1, dtype: images.dtype, device: images.device),
                (sum, copy) => sum + Answer(copy)
            ) / samples;
        return of == Smoothing.Logits ? mean : mean.clamp_min(1e-30).log();
    }
}
