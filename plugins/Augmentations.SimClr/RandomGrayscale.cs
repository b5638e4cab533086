using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>Takes the colour from some of the images; they keep their three channels.</summary>
/// <remarks>
/// <para>Shape: [N, C, H, W] in [0, 1] to the same; images of one channel stay as they are.</para>
/// <para>Errors: ROCL0344 neither 1 nor 3 channels.</para>
/// <para>
/// Reference: torchvision's <c>RandomGrayscale</c>; the probability is Chen et al. 2020,
/// arXiv:2002.05709, appendix A.
/// </para>
/// </remarks>
/// <param name="Probability">Of each image to turn gray.</param>
/// <example>
/// <code>
/// { "views": { "a": { "augment": [{ "use": "random-grayscale", "probability": 0.2 }] } } }
/// </code>
/// </example>
[Component("random-grayscale", "Takes the colour from some of the images")]
public sealed record RandomGrayscale([Range(0, 1)] double Probability = 0.2) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        var gray = Color.Grayscale(images);
        return images.lerp(gray, random.Chance(Probability)).MoveToOuterDisposeScope();
    }
}
