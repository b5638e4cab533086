using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>
/// SimCLR's augmentations for small images, in the order of RoCL's authors: colour jitter,
/// grayscale, mirror, and a crop last.
/// </summary>
/// <remarks>
/// There is no blur, as usual for small images.
/// <para>
/// Shape: [N, C, H, W] in [0, 1] to the same; with one channel, saturation, hue and grayscale do
/// nothing.
/// </para>
/// <para>Errors: ROCL0344 neither 1 nor 3 channels.</para>
/// <para>
/// Reference: Chen et al. 2020, arXiv:2002.05709, appendices A and B.9; Kim et al. 2020,
/// arXiv:2006.07589, for order and values.
/// </para>
/// </remarks>
/// <param name="Brightness">How far the brightness' factor goes from 1.</param>
/// <param name="Contrast">How far the contrast's factor goes from 1.</param>
/// <param name="Saturation">How far the saturation's factor goes from 1.</param>
/// <param name="Hue">How far the hue turns, as a part of its circle.</param>
/// <param name="JitterProbability">Of each image to be changed in colour.</param>
/// <param name="GrayscaleProbability">Of each image to turn gray.</param>
/// <param name="FlipProbability">Of each image to be mirrored.</param>
/// <param name="MinScale">
/// The smallest share of the image's area that a crop shows; the largest is all of it.
/// </param>
/// <param name="Strength">
/// s, from 0, which leaves images as they are, to 1: ranges and probabilities are multiplied by it,
/// and the crop's smallest share is 1 − s (1 − MinScale). As a schedule it is DynACL's: Luo et al.
/// 2023, arXiv:2303.01289.
/// </param>
/// <example>
/// <code>
/// { "views": { "a": { "augment": [{ "use": "simclr", "strength": 0.5, "minScale": 0.2 }] } } }
/// </code>
/// </example>
[Component("simclr", "Colour jitter, grayscale, mirror, crop; Chen et al. 2020 with RoCL's values")]
public sealed record SimClr(
    [Range(0, 1)] double Brightness = 0.4,
    [Range(0, 1)] double Contrast = 0.4,
    [Range(0, 1)] double Saturation = 0.4,
    [Range(0, 0.5)] double Hue = 0.1,
    [Range(0, 1)] double JitterProbability = 0.8,
    [Range(0, 1)] double GrayscaleProbability = 0.2,
    [Range(0, 1)] double FlipProbability = 0.5,
    [Range(1e-3, 1)] double MinScale = 0.08,
    [Range(0, 1)] double Strength = 1
) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        var steps = Steps();
        return Iterate.Fold(steps.Count, images, (x, i) => steps[i].Apply(x, random));
    }

    // At strength 0 there is no step: even a crop of everything would cut an oblong image to the
    // ratios that a crop may have.
    private IReadOnlyList<IAugmentation> Steps()
    {
        if (Strength == 0)
            return [];

        var jitter = new ColorJitter(
            Strength * Brightness,
            Strength * Contrast,
            Strength * Saturation,
            Strength * Hue,
            Strength * JitterProbability
        );
        var grayscale = new RandomGrayscale(Strength * GrayscaleProbability);
        var flip = new HorizontalFlip(Strength * FlipProbability);
        var crop = new RandomResizedCrop(MinScale: 1 - Strength * (1 - MinScale));
        return [jitter, grayscale, flip, crop];
    }
}
