using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>Shows some of the images in a mirror.</summary>
/// <remarks>
/// Shape: [N, C, H, W] in [0, 1] to the same, whatever C is. Reference: torchvision's
/// <c>RandomHorizontalFlip</c>.
/// </remarks>
/// <param name="Probability">Of each image to be mirrored.</param>
[Component("horizontal-flip", "Mirrors some of the images, left to right")]
public sealed record HorizontalFlip([Range(0, 1)] double Probability = 0.5) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        return images.lerp(Geometry.HorizontalFlip(images), random.Chance(Probability)).MoveToOuterDisposeScope();
    }
}
