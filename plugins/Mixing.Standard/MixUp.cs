using System.ComponentModel.DataAnnotations;

namespace RoCL.Mixing.Standard;

/// <summary>MixUp: each image is a mean of itself and a partner.</summary>
/// <remarks>
/// <c>λ·x_i + (1 − λ)·x_partner(i)</c>, λ of Beta(α, α), the partners a random permutation of the
/// batch. The weight of an image's own is λ.
/// <para>Shape: images [N, C, H, W] in [0, 1]; the result is alike.</para>
/// <para>Reference: Zhang et al. 2018, arXiv:1710.09412, and its authors' train.py.</para>
/// </remarks>
/// <param name="Alpha">
/// α: the smaller, the nearer λ is to 0 or 1; at 1 all are alike. Zhang et al.: 1 on CIFAR-10.
/// </param>
/// <param name="Per">
/// One weight for the batch, as the authors' code has it, or one for each image.
/// </param>
/// <example>
/// <code>
/// {
///   "views": { "b": { "augment": null, "mix": "a", "by": { "use": "mixup", "alpha": 1 } } }
/// }
/// </code>
/// </example>
[Component("mixup", "Means of two images, Zhang et al. 2018")]
public sealed record MixUp([Range(1e-3, 1e3)] double Alpha = 1, Per Per = Per.Batch) : IMixing
{
    /// <inheritdoc/>
    public Mixed Mix(Tensor images, Rng random)
    {
        var weights = Shares.Beta(Shares.Source(random, Per), Alpha).to(images.dtype);
        return Blend(images, Shares.Partners(random), weights);
    }

    /// <summary>The images of given partners and weights.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="partners">int64 [N].</param>
    /// <param name="weights">λ, floating point [N] or [1], in [0, 1].</param>
    public static Mixed Blend(Tensor images, Tensor partners, Tensor weights)
    {
        var own = weights.expand(images.shape[0]);
        var share = own.view(-1, 1, 1, 1);
        var mixed = share * images + (1 - share) * images.index_select(0, partners);
        return new(mixed.clamp(0, 1), partners, own);
    }
}
