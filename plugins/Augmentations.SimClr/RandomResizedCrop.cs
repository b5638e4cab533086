using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>A random box of each image, enlarged to the size of the whole: bilinear.</summary>
/// <remarks>
/// The box's share of the area is uniform, its width over its height uniform in the logarithm. Ten
/// boxes are drawn and the first that lies in the image is taken, at a uniform place; if none does,
/// the largest central box whose ratio is allowed.
/// <para>Shape: [N, C, H, W] in [0, 1] to the same, whatever C is.</para>
/// <para>Errors: ROCL0345 a smallest value above the largest.</para>
/// <para>
/// Reference: Szegedy et al. 2015, arXiv:1409.4842, section 6; torchvision's
/// <c>RandomResizedCrop</c>, whose defaults these are.
/// </para>
/// </remarks>
/// <param name="MinScale">The smallest share of the image's area.</param>
/// <param name="MaxScale">The largest share of the image's area.</param>
/// <param name="MinRatio">The smallest width over height.</param>
/// <param name="MaxRatio">The largest width over height.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "a": {
///       "augment": [
///         { "use": "random-resized-crop", "minScale": 0.2, "minRatio": 0.75, "maxRatio": 1.33 }
///       ]
///     }
///   }
/// }
/// </code>
/// </example>
[Component("random-resized-crop", "A random box of each image, enlarged to the whole")]
public sealed record RandomResizedCrop(
    [Range(1e-3, 1)] double MinScale = 0.08,
    [Range(1e-3, 1)] double MaxScale = 1,
    [Range(1e-2, 1e2)] double MinRatio = 3.0 / 4,
    [Range(1e-2, 1e2)] double MaxRatio = 4.0 / 3
) : IAugmentation
{
    private const int Attempts = 10;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        var box = Drawn(images.shape[2], images.shape[3], random);
        var crops = Geometry.ResizedCrop(images, box.Top, box.Left, box.Height, box.Width);
        return crops.clamp_(0, 1).MoveToOuterDisposeScope();
    }

    private Boxes Drawn(long h, long w, Rng random)
    {
        var area = h * w * Between("scale", MinScale, MaxScale, random.Uniform(random.Images, Attempts, 1, 1));
        var uniform = random.Uniform(random.Images, Attempts, 1, 1);
        var ratio = Between("ratio", Math.Log(MinRatio), Math.Log(MaxRatio), uniform).exp();
        var heights = (area / ratio).sqrt().round();
        var widths = (area * ratio).sqrt().round();

        var fits = heights.ge(1).logical_and(heights.le(h)).logical_and(widths.ge(1)).logical_and(widths.le(w));
        var first = fits.to(ScalarType.Int32).argmax(1, keepdim: true);
        var found = fits.any(1, keepdim: true);
        var (largestHeight, largestWidth) = Largest(h, w);
        var height = where(found, heights.gather(1, first), (float)largestHeight);
        var width = where(found, widths.gather(1, first), (float)largestWidth);

        var top = (random.Between(0, 1) * (h - height + 1)).floor();
        var left = (random.Between(0, 1) * (w - width + 1)).floor();
        var centralTop = (float)((h - largestHeight) / 2);
        var centralLeft = (float)((w - largestWidth) / 2);
        return new(where(found, top, centralTop), where(found, left, centralLeft), height, width);
    }

    // The whole image, cut where it is too tall or too wide for the ratios.
    private (long Height, long Width) Largest(long h, long w)
    {
        var ratio = (double)w / h;
        if (ratio < MinRatio)
            return (Math.Max(1, (long)Math.Round(w / MinRatio)), w);
        if (ratio > MaxRatio)
            return (h, Math.Max(1, (long)Math.Round(h * MaxRatio)));
        return (h, w);
    }

    private static Tensor Between(string quantity, double low, double high, Tensor uniform) =>
        low <= high
            ? low + (high - low) * uniform
            : throw new ProblemException(
                new(
                    "ROCL0345",
                    $"random-resized-crop {quantity}",
                    $"The smallest {quantity} is above the largest.",
                    "Choose a minimum that is not above the maximum."
                )
            );
}
