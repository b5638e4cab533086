namespace RoCL.Measurements.Corruptions;

/// <summary>Digital processing of images [N, C, H, W] in [0, 1]. Pure.</summary>
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

        // S = chroma/V becomes a·S + b; each channel's distance from V becomes as large a part of
        // the new chroma as it was of the old.
        var saturation = (factor * chroma / value.clamp_min(1e-12) + offset).clamp(0, 1);
        var newChroma = saturation * value;
        var red = arange(3, dtype: images.dtype, device: images.device).clamp_max(1).view(1, 3, 1, 1);
        var part = where(chroma.gt(0), (value - images) / chroma.clamp_min(1e-12), red);
        return value - newChroma * part;
    }

    /// <summary>
    /// Reduced to a part of its size, and enlarged again, both as Pillow's box filter does it.
    /// </summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="part">The part of all rows and columns that remains.</param>
    public static Tensor Pixelate(Tensor images, double part)
    {
        var h = images.shape[2];
        var w = images.shape[3];
        var rows = ThereAndBack((int)h, part).to(images.device);
        var columns = ThereAndBack((int)w, part).to(images.device);
        var narrowed = images.reshape(-1, w).mm(columns.t()).view(-1, h, w);
        var turned = narrowed.transpose(1, 2).reshape(-1, h).mm(rows.t()).view(-1, w, h);
        return turned.transpose(1, 2).reshape(images.shape);
    }

    // [size, size]: how much each of a line's pixels counts for each pixel of the line after both
    // steps.
    private static Tensor ThereAndBack(int size, double part)
    {
        var fewer = Math.Max(1, (int)(size * part));
        return Box(fewer, size).mm(Box(size, fewer));
    }

    // [to, from]: the mean of the pixels with centres in the new pixel, the nearest one where
    // pixels grow.
    private static Tensor Box(int from, int to)
    {
        var scale = (double)from / to;
        var width = Math.Max(1, scale);
        bool Counts(int old, int made)
        {
            var distance = (old + 0.5 - (made + 0.5) * scale) / width;
            return distance > -0.5 && distance <= 0.5;
        }
        double[] Row(int made) => [.. Enumerable.Range(0, from).Select(old => Counts(old, made) ? 1.0 : 0)];

        var weights = Enumerable.Range(0, to).SelectMany(made => Blur.Scaled(Row(made)));
        return tensor(weights.ToArray(), dtype: ScalarType.Float32).view(to, from);
    }
}
