using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>Mirrors some of the images, left to right.</summary>
/// <remarks>
/// Shape: [N, C, H, W] in [0, 1] to the same, whatever C is. Reference: torchvision's
/// <c>RandomHorizontalFlip</c>.
/// </remarks>
/// <param name="Probability">Of each image to be mirrored.</param>
/// <example>
/// <code>
/// { "views": { "a": { "augment": [{ "use": "horizontal-flip", "probability": 0.5 }] } } }
/// </code>
/// </example>
[Component("horizontal-flip", "Mirrors some of the images, left to right")]
public sealed record HorizontalFlip([Range(0, 1)] double Probability = 0.5) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        var mirrored = Geometry.HorizontalFlip(images);
        return images.lerp(mirrored, random.Chance(Probability)).MoveToOuterDisposeScope();
    }
}
