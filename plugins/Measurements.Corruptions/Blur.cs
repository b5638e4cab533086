namespace RoCL.Measurements.Corruptions;

/// <summary>
/// Convolution of images [N, C, H, W] in [0, 1] with a kernel that adds up to 1. Pure.
/// </summary>
internal static class Blur
{
    /// <summary>
    /// A Gaussian, cut off at four deviations; the border's values go on beyond it.
    /// </summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="deviation">In pixels.</param>
    public static Tensor Gaussian(Tensor images, double deviation)
    {
        var reach = (int)(4 * deviation + 0.5);
        var gaussian = GaussianWeights(reach, deviation);
        double[] kernel = [.. gaussian.SelectMany(row => gaussian.Select(column => row * column))];
        return Convolved(images, kernel, reach, Clamped);
    }

    /// <summary>
    /// A disk of pixels, itself softened by a Gaussian of 3 x 3; the image is mirrored at its
    /// border.
    /// </summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="radius">Of the disk, in pixels.</param>
    /// <param name="softness">The deviation of the Gaussian, in pixels.</param>
    public static Tensor Defocus(Tensor images, double radius, double softness)
    {
        var reach = (int)radius + 1;
        var gaussian = GaussianWeights(1, softness);
        bool IsInside(int y, int x) => y * y + x * x <= radius * radius;
        double Softened(int y, int x)
        {
            var weights =
                from dy in new[] { -1, 0, 1 }
                from dx in new[] { -1, 0, 1 }
                where IsInside(y + dy, x + dx)
                select gaussian[dy + 1] * gaussian[dx + 1];
            return weights.Sum();
        }

        var places = Enumerable.Range(-reach, 2 * reach + 1).ToArray();
        double[] disk = [.. places.SelectMany(y => places.Select(x => Softened(y, x)))];
        return Convolved(images, Scaled(disk), reach, Mirrored);
    }

    /// <summary>exp(−x² / 2σ²) at the places from -reach to reach, adding up to 1.</summary>
    internal static double[] GaussianWeights(int reach, double deviation)
    {
        var places = Enumerable.Range(-reach, 2 * reach + 1);
        return Scaled([.. places.Select(x => Math.Exp(-x * x / (2 * deviation * deviation)))]);
    }

    /// <summary>Values in proportion that add up to 1.</summary>
    internal static double[] Scaled(double[] values)
    {
        var sum = values.Sum();
        return [.. values.Select(value => value / sum)];
    }

    private static long Clamped(long place, long size) => Math.Clamp(place, 0, size - 1);

    // Where a place beyond the border is looked up: 0 1 2 3 2 1 0 1 …; the border itself is not
    // repeated.
    private static long Mirrored(long place, long size)
    {
        if (size == 1)
            return 0;
        var round = 2 * (size - 1);
        var along = (place % round + round) % round;
        return Math.Min(along, round - along);
    }

    private static Tensor Convolved(Tensor images, double[] kernel, int reach, Func<long, long, long> beyond)
    {
        var n = images.shape[0];
        var c = images.shape[1];
        var h = images.shape[2];
        var w = images.shape[3];
        var side = 2 * reach + 1;
        Tensor Places(long size)
        {
            var places = Enumerable.Range(-reach, (int)size + 2 * reach).Select(place => beyond(place, size));
            return tensor(places.ToArray(), device: images.device);
        }

        var padded = images
            .index_select(2, Places(h))
            .index_select(3, Places(w))
            .reshape(n * c, 1, h + 2 * reach, w + 2 * reach);
        var weights = tensor(kernel, dtype: images.dtype, device: images.device).view(1, 1, side, side);
        return nn.functional.conv2d(padded, weights).view(n, c, h, w);
    }
}
