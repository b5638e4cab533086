namespace RoCL.Measurements.Corruptions;

/// <summary>What digital processing does to images [N, C, H, W] in [0, 1]. Pure.</summary>
internal static class Digital
{
    /// <summary>Nearer to each channel's mean: <c>m + c·(x − m)</c>.</summary>
    public static Tensor Contrast(Tensor images, double factor)
    {
        var mean = images.mean([2, 3], keepdim: true);
        return mean + factor * (images - mean);
    }

    /// <summary>
    /// Raises the value V of the model HSV, the largest of a pixel's channels; hue and saturation
    /// stay.
    /// </summary>
    public static Tensor Brightness(Tensor images, double by)
    {
        var value = images.amax([1], keepdim: true);
        var raised = (value + by).clamp(0, 1);
        return where(value.gt(0), images * (raised / value.clamp_min(1e-12)), raised);
    }

    /// <summary>Saturation S of the model HSV becomes <c>a·S + b</c>; hue and value stay.</summary>
    /// <remarks>
    /// A gray pixel has the hue 0, so that it turns reddish where b is above 0, as in the published
    /// images.
    /// </remarks>
    /// <param name="images">[N, 3, H, W].</param>
    /// <param name="factor">a.</param>
    /// <param name="offset">b.</param>
    public static Tensor Saturate(Tensor images, double factor, double offset)
    {
        var value = images.amax([1], keepdim: true);
        var chroma = value - images.amin([1], keepdim: true);
        var wanted = (factor * chroma / value.clamp_min(1e-12) + offset).clamp(0, 1) * value;
        var red = arange(3, dtype: images.dtype, device: images.device).clamp_max(1).view(1, 3, 1, 1);
        return value - wanted * where(chroma.gt(0), (value - images) / chroma.clamp_min(1e-12), red);
    }

    /// <summary>
    /// Reduced to a part of its size, and enlarged again, both as Pillow's box filter does it.
    /// </summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="part">How many rows and columns are left, of all.</param>
    public static Tensor Pixelate(Tensor images, double part)
    {
        var h = images.shape[2];
        var w = images.shape[3];
        var rows = ThereAndBack((int)h, part).to(images.device);
        var columns = ThereAndBack((int)w, part).to(images.device);
        return images
            .reshape(-1, w)
            .mm(columns.t())
            .view(-1, h, w)
            .transpose(1, 2)
            .reshape(-1, h)
            .mm(rows.t())
            .view(-1, w, h)
            .transpose(1, 2)
            .reshape(images.shape);
    }

    // [size, size]: how much each of a line's pixels counts for each pixel of the line after both
    // steps.
    private static Tensor ThereAndBack(int size, double part)
    {
        var few = Math.Max(1, (int)(size * part));
        return Box(few, size).mm(Box(size, few));
    }

    // [to, from]: the mean of the pixels whose centres lie in the new pixel, the nearest one where
    // pixels grow.
    private static Tensor Box(int from, int to)
    {
        var scale = (double)from / to;
        bool Counts(int old, int made) => (old + 0.5 - (made + 0.5) * scale) / Math.Max(1, scale) is > -0.5 and <= 0.5;
        var rows = Enumerable
            .Range(0, to)
            .Select(made => Enumerable.Range(0, from).Select(old => Counts(old, made) ? 1.0 : 0).ToArray());
        return tensor(rows.SelectMany(Blur.Scaled).ToArray(), dtype: ScalarType.Float32).view(to, from);
    }
}
