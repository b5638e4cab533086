using System.ComponentModel.DataAnnotations;

namespace RoCL.Augmentations.SimClr;

/// <summary>
/// Changes brightness, contrast, saturation and hue of some of the images by random amounts, in an
/// order of each image's own.
/// </summary>
/// <remarks>
/// Factors are uniform in [1 − option, 1 + option], the hue's turn in [−Hue, Hue]; all 24 orders
/// are equally likely.
/// <para>
/// Shape: [N, C, H, W] in [0, 1] to the same; with one channel, saturation and hue do nothing.
/// </para>
/// <para>Errors: ROCL0344 neither 1 nor 3 channels.</para>
/// <para>
/// Reference: torchvision's <c>ColorJitter</c>; Chen et al. 2020, arXiv:2002.05709, appendix A, at
/// strength 0.5.
/// </para>
/// </remarks>
/// <param name="Brightness">How far the brightness' factor goes from 1.</param>
/// <param name="Contrast">How far the contrast's factor goes from 1.</param>
/// <param name="Saturation">How far the saturation's factor goes from 1.</param>
/// <param name="Hue">How far the hue turns, as a part of its circle.</param>
/// <param name="Probability">Of each image to be changed at all.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "a": {
///       "augment": [{ "use": "color-jitter", "brightness": 0.4, "hue": 0.1, "probability": 0.8 }]
///     }
///   }
/// }
/// </code>
/// </example>
[Component("color-jitter", "Random brightness, contrast, saturation and hue, in random order")]
public sealed record ColorJitter(
    [Range(0, 1)] double Brightness = 0.4,
    [Range(0, 1)] double Contrast = 0.4,
    [Range(0, 1)] double Saturation = 0.4,
    [Range(0, 0.5)] double Hue = 0.1,
    [Range(0, 1)] double Probability = 0.8
) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        using var scope = NewDisposeScope();
        var isGray = Color.IsGray(images);
        var blends = isGray ? 2 : 3;
        var order = random.Uniform(random.Images, blends, 1, 1).argsort(1);
        var changed = random.Chance(Probability);
        var amounts = changed * Amounts(blends, order, images.device, random);
        Tensor Blended(Tensor start, Tensor by) =>
            Iterate.Fold(blends, start, (x, k) => BlendInPlace(x, order.narrow(1, k, 1), by.narrow(1, k, 1)));

        if (isGray)
            return Blended(images.clone(), amounts).MoveToOuterDisposeScope();

        // Each image turns its hue after none to all of its blends. So all of them are taken before
        // it and once more after it, by 0 where it is not their turn.
        var place = arange(blends, device: images.device).view(1, -1, 1, 1);
        var isEarly = place.lt(random.Between(0, blends + 1).floor());
        var turn = changed * random.Between(-Hue, Hue);
        var turned = Color.Hue(Blended(images.clone(), amounts * isEarly), turn);
        return Blended(turned, amounts * isEarly.logical_not()).MoveToOuterDisposeScope();
    }

    // How far each blend's factor is from 1, in each image's order, [N, blends, 1, 1].
    private Tensor Amounts(int blends, Tensor order, Device device, Rng random)
    {
        var allReach = tensor(new[] { (float)Brightness, (float)Contrast, (float)Saturation }, device: device);
        var reach = allReach[..blends].view(1, -1, 1, 1);
        var uniform = 2 * random.Uniform(random.Images, blends, 1, 1) - 1;
        return (reach * uniform).gather(1, order);
    }

    // Multiplies by 1 + amount and adds -amount times what the blend starts from: black (0,
    // brightness), the mean gray (1, contrast), the gray image (2, saturation). In place, since
    // fresh memory costs more than the arithmetic.
    private static Tensor BlendInPlace(Tensor images, Tensor which, Tensor amount)
    {
        var luma = Color.Luma(images);
        var gray = luma * (amount * which.eq(2));
        var meanGray = Color.MeanGray(luma) * (amount * which.eq(1));
        return images.mul_(1 + amount).sub_(gray.add_(meanGray)).clamp_(0, 1);
    }
}
