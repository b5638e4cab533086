namespace RoCL.Measurements.Corruptions;

/// <summary>The blur of a moving camera, for images [N, C, H, W] in [0, 1]. Pure.</summary>
internal static class Motion
{
    /// <summary>
    /// Each image leaves a trail in a direction of its own: a mean of shifted copies, the farther
    /// the fainter.
    /// </summary>
    /// <remarks>
    /// As ImageMagick's MotionBlur: copies 0 to 2·radius, weighted by a half Gaussian, shifted by
    /// whole pixels; the border's values go on beyond it.
    /// </remarks>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="radius">Half of the trail's length, in pixels.</param>
    /// <param name="deviation">Of the Gaussian, in pixels.</param>
    /// <param name="angles">One an image, in radians, [N, 1, 1, 1].</param>
    public static Tensor Trail(Tensor images, int radius, double deviation, Tensor angles)
    {
        var n = images.shape[0];
        var c = images.shape[1];
        var h = images.shape[2];
        var w = images.shape[3];
        var copies = Enumerable.Range(0, 2 * radius + 1);
        var weights = Blur.Scaled([.. copies.Select(i => Math.Exp(-i * i / (2 * deviation * deviation)))]);

        var angle = angles.view(n, 1, 1);
        var flat = images.reshape(n, c, h * w);
        var rows = Places(h).view(1, h, 1);
        var columns = Places(w).view(1, 1, w);
        Tensor Places(long size) => arange(size, dtype: ScalarType.Float32, device: images.device);
        Tensor Shifted(int by)
        {
            var row = (rows + (by * angle.sin()).round()).clamp(0, h - 1);
            var column = (columns + (by * angle.cos()).round()).clamp(0, w - 1);
            var source = (row * w + column).to(ScalarType.Int64).view(n, 1, h * w).expand(n, c, h * w);
            return flat.gather(2, source);
        }

        var trail = Iterate.Fold(weights.Length, zeros_like(flat), (sum, i) => sum + weights[i] * Shifted(i));
        return trail.view(n, c, h, w);
    }

    /// <summary>
    /// The mean of the image, counted twice, and of ever larger enlargements of its middle.
    /// </summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="until">The enlargements are 1, 1.01, … below this.</param>
    public static Tensor Zoom(Tensor images, double until)
    {
        // As many as an array library makes of "from 1 to this in hundredths", rounding errors of
        // the published script included.
        var count = (int)Math.Ceiling((until - 1) / 0.01);
        var step = 1.01 - 1;
        return Iterate.Fold(count, images, (sum, i) => sum + Enlarged(images, 1 + step * i)) / (count + 1);
    }

    // The middle of the image, bilinearly enlarged so that corners fall on corners, and cut to
    // size.
    private static Tensor Enlarged(Tensor images, double by)
    {
        var h = images.shape[2];
        var w = images.shape[3];
        var height = (long)Math.Ceiling(h / by);
        var width = (long)Math.Ceiling(w / by);
        var middle = images.narrow(2, (h - height) / 2, height).narrow(3, (w - width) / 2, width);

        var enlargedHeight = (long)Math.Round(height * by);
        var enlargedWidth = (long)Math.Round(width * by);
        var enlarged = nn.functional.interpolate(
            middle,
            [enlargedHeight, enlargedWidth],
            mode: InterpolationMode.Bilinear,
            align_corners: true
        );
        return enlarged.narrow(2, (enlargedHeight - h) / 2, h).narrow(3, (enlargedWidth - w) / 2, w);
    }
}
