namespace RoCL.Contracts;

/// <summary>Mixes images of a batch with one another, such as by CutMix.</summary>
/// <remarks>
/// A recipe mixes a view by <c>"mixed": { "mix": "a", "by": "cutmix" }</c>. Losses over the mixed
/// view, and over views that an attack makes of it, see partners and shares in
/// <see cref="LossInput.Mixes"/>; one that would ignore them is refused before training (ROCL0190).
/// The host mixes each micro-batch by itself, so that an attack and a loss over micro-batches find
/// an image's partner among those that they see. No gradient is recorded meanwhile.
/// </remarks>
public interface IMixing
{
    /// <summary>Mixes each image with another one.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1], N at least 1; must not be written to.</param>
    /// <param name="random">The source of every random value.</param>
    Mixed Mix(Tensor images, Rng random);
}

/// <summary>Mixed images.</summary>
/// <param name="Images">
/// [N, C, H, W] in [0, 1], of the type and device of those that were mixed.
/// </param>
/// <param name="Partners">
/// int64 [N], the row of the image that each was mixed with; it may be its own.
/// </param>
/// <param name="Weights">
/// Floating point [N] in [0, 1], the share of the image's own; the partner has the rest.
/// </param>
public sealed record Mixed(Tensor Images, Tensor Partners, Tensor Weights);
