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
/// <param name="Hue">How far the hue turns, in rounds of its circle.</param>
/// <param name="Probability">Of each image to be changed at all.</param>
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
        var blends = Color.IsGray(images) ? 2 : 3;
        var order = random.Uniform(random.Images, blends, 1, 1).argsort(1);
        var reach = tensor(new[] { (float)Brightness, (float)Contrast, (float)Saturation }, device: images.device)[
            ..blends
        ]
            .view(1, -1, 1, 1);
        var changed = random.Chance(Probability);
        var amounts = changed * (reach * (2 * random.Uniform(random.Images, blends, 1, 1) - 1)).gather(1, order);
        Tensor Blends(Tensor start, Tensor by) =>
            Iterate.Fold(blends, start, (x, k) => BlendInPlace(x, order.narrow(1, k, 1), by.narrow(1, k, 1)));
        if (blends == 2)
            return Blends(images.clone(), amounts).MoveToOuterDisposeScope();

        // Each image turns its hue after none to all of its blends. So all of them are taken before
        // it and once more after it, by 0 where it is not their turn.
        var early = arange(blends, device: images.device).view(1, -1, 1, 1).lt(random.Between(0, blends + 1).floor());
        var turned = Color.Hue(Blends(images.clone(), amounts * early), changed * random.Between(-Hue, Hue));
        return Blends(turned, amounts * early.logical_not()).MoveToOuterDisposeScope();
    }

    // Multiplies by 1 + amount and adds -amount times what the blend starts from: black (0,
    // brightness), the mean gray (1, contrast), the gray image (2, saturation). In place, since
    // fresh memory costs more than the arithmetic.
    private static Tensor BlendInPlace(Tensor images, Tensor which, Tensor amount)
    {
        var luma = Color.Luma(images);
        var from = (luma * (amount * which.eq(2))).add_(Color.MeanGray(luma) * (amount * which.eq(1)));
        return images.mul_(1 + amount).sub_(from).clamp_(0, 1);
    }
}
