namespace RoCL.Augmentations.SimClr;

/// <summary>
/// Changes of colour by given amounts, as torchvision defines them for images in [0, 1]. Pure;
/// whole batches.
/// </summary>
/// <remarks>
/// Images are [N, C, H, W] in [0, 1], C being 1 or 3 (ROCL0344 otherwise), and so are results.
/// Amounts are one an image, [N, 1, 1, 1]. A grayscale image has neither saturation nor hue: those
/// leave it as it is.
/// </remarks>
public static class Color
{
    /// <summary>Multiplies: 0 is black, 1 changes nothing.</summary>
    public static Tensor Brightness(Tensor images, Tensor factor) => (images * factor).clamp_(0, 1);

    /// <summary>
    /// Moves from the image's mean gray, at 0, through the image, at 1, and beyond.
    /// </summary>
    public static Tensor Contrast(Tensor images, Tensor factor) => Blend(MeanGray(Luma(images)), images, factor);

    /// <summary>Moves from the gray image, at 0, through the image, at 1, and beyond.</summary>
    public static Tensor Saturation(Tensor images, Tensor factor) =>
        IsGray(images) ? images : Blend(Luma(images), images, factor);

    /// <summary>
    /// Turns the hue by a part of its circle: 1/3 makes red green and green blue.
    /// </summary>
    /// <remarks>
    /// With M the largest and m the smallest of a pixel's values and h its hue in turns, the value
    /// for n = 5, 3, 1 (red, green, blue) is <c>M − (M − m) · clamp(2 − |k − 2|, 0, 1)</c>,
    /// <c>k = (n + 6 h) mod 6</c>: the model HSV without its pieces. A turn by exactly 0 changes
    /// nothing.
    /// </remarks>
    public static Tensor Hue(Tensor images, Tensor turn)
    {
        if (IsGray(images))
            return images;

        using var scope = NewDisposeScope();
        var largest = images.amax([1], keepdim: true);
        var smallest = images.amin([1], keepdim: true);
        var chroma = largest - smallest;

        // k = (n + 6 h) mod 6, as 6 times the fraction of n/6 + h.
        var n = tensor(new[] { 5 / 6f, 3 / 6f, 1 / 6f }, device: images.device).view(1, 3, 1, 1);
        var h = HueInTurns(images, largest, chroma).add_(turn + 1);
        var k = (h + n).frac_().mul_(6);

        var share = k.sub_(2).abs_().neg_().add_(2).clamp_(0, 1);
        var turned = share.mul_(chroma).neg_().add_(largest);
        return turned.lerp_(images, turn.eq(0).to(images.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>The gray image, in as many channels.</summary>
    public static Tensor Grayscale(Tensor images) => IsGray(images) ? images : Luma(images).expand(images.shape);

    /// <summary>The perceived brightness, [N, 1, H, W]: 0.2989 R + 0.587 G + 0.114 B.</summary>
    internal static Tensor Luma(Tensor images)
    {
        if (IsGray(images))
            return images;
        var red = images.narrow(1, 0, 1);
        var green = images.narrow(1, 1, 1);
        var blue = images.narrow(1, 2, 1);
        return (0.2989 * red).add_(green, 0.587).add_(blue, 0.114);
    }

    /// <summary>The mean of a luma image, [N, 1, 1, 1].</summary>
    internal static Tensor MeanGray(Tensor luma) => luma.mean([1, 2, 3], keepdim: true);

    /// <summary>
    /// Whether images have one channel. Anything but 1 and 3 is a mistake (ROCL0344).
    /// </summary>
    internal static bool IsGray(Tensor images) =>
        images.shape[1] switch
        {
            1 => true,
            3 => false,
            var channels => throw new ProblemException(
                new(
                    "ROCL0344",
                    "images",
                    $"The images have {channels} channels, but colours are defined for 1 and 3 channels.",
                    "Leave colour jitter and grayscale out of the view's augmentations."
                )
            ),
        };

    // From one image, at 0, to another, at 1, and beyond, but never out of [0, 1]. At exactly 1 it
    // is the other image to the bit.
    private static Tensor Blend(Tensor from, Tensor to, Tensor amount) =>
        (amount * to).add_((1 - amount) * from).clamp_(0, 1);

    // From -1/6 to 5/6; 0 where there is no colour. A lerp by 0 or 1 chooses, several times faster
    // than `where`.
    private static Tensor HueInTurns(Tensor images, Tensor largest, Tensor chroma)
    {
        using var scope = NewDisposeScope();
        var red = images.narrow(1, 0, 1);
        var green = images.narrow(1, 1, 1);
        var blue = images.narrow(1, 2, 1);
        var sixth = (6 * chroma).clamp_min_(1e-30).reciprocal_();
        Tensor Hue(double place, Tensor next, Tensor previous) => (next - previous).mul_(sixth).add_(place);

        var ifBlueOrGreen = Hue(1 / 3.0, blue, red).lerp_(Hue(2 / 3.0, red, green), (largest - green).sign_());
        var hue = Hue(0, green, blue).lerp_(ifBlueOrGreen, (largest - red).sign_());
        return hue.MoveToOuterDisposeScope();
    }
}
