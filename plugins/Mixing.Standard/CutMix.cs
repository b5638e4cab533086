using System.ComponentModel.DataAnnotations;

namespace RoCL.Mixing.Standard;

/// <summary>CutMix: a box of each image is replaced by that of a partner.</summary>
/// <remarks>
/// λ of Beta(α, α) and the box's centre are drawn at random; the box is √(1 − λ) as high and as
/// wide as the image, clipped to it. The weight of an image's own is the part outside the box,
/// which is λ where nothing was clipped. The partners are a random permutation of the batch.
/// <para>Shape: images [N, C, H, W] in [0, 1]; the result is alike.</para>
/// <para>Reference: Yun et al. 2019, arXiv:1905.04899, and its authors' train.py.</para>
/// </remarks>
/// <param name="Alpha">
/// α: the smaller, the nearer λ is to 0 or 1; at 1 all are alike. Yun et al.: 1.
/// </param>
/// <param name="Per">
/// One weight and one box for the batch, as the authors' code has it, or one for each image.
/// </param>
/// <example>
/// <code>
/// {
///   "views": { "b": { "augment": null, "mix": "a", "by": { "use": "cutmix", "alpha": 1 } } }
/// }
/// </code>
/// </example>
[Component("cutmix", "A box from another image, Yun et al. 2019")]
public sealed record CutMix([Range(1e-3, 1e3)] double Alpha = 1, Per Per = Per.Batch) : IMixing
{
    /// <inheritdoc/>
    public Mixed Mix(Tensor images, Rng random)
    {
        var source = Shares.Source(random, Per);
        var boxes = new CutBoxes(
            Shares.Beta(source, Alpha),
            Centres(source.For("row"), images.shape[2]),
            Centres(source.For("column"), images.shape[3])
        );
        return Paste(images, Shares.Partners(random), boxes);
    }

    /// <summary>The images of given partners and boxes.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="partners">int64 [N].</param>
    /// <param name="boxes">One box, or N.</param>
    public static Mixed Paste(Tensor images, Tensor partners, CutBoxes boxes)
    {
        var inside = boxes.Of(images.shape[2], images.shape[3]);
        var mixed = where(inside.unsqueeze(1), images.index_select(0, partners), images);
        var weights = 1 - inside.to(ScalarType.Float64).mean([1, 2]);
        return new(mixed, partners, weights.to(images.dtype).expand(images.shape[0]));
    }

    // Whole numbers from 0 to size - 1; rounding must not reach size.
    private static Tensor Centres(Rng random, long size) =>
        (random.Uniform(random.Images) * size).floor().to(ScalarType.Int64).clamp_max(size - 1);
}
