namespace RoCL.Measurements.Corruptions;

/// <summary>What a lossy JPEG file leaves of images [N, C, H, W] in [0, 1]. Pure.</summary>
/// <remarks>
/// Three channels are coded as one of luma and two of colour at half the size, as libjpeg does by
/// default; any other number, each channel as luma. Every 8 x 8 block becomes cosines, and their
/// amounts are rounded to multiples of a table's entries. The arithmetic is libjpeg's, in whole
/// numbers, so that the images are those that it writes and reads, to the last level of 8 bits.
/// <para>Reference: ITU-T T.81, annexes A and K.</para>
/// </remarks>
internal static class JpegCompression
{
    private const int Side = 8; // of a block
    private const long MiddleLevel = 128;

    // Amounts of cosines are kept eight times as large until they are divided by a table's entry.
    private const long AmountScale = 8;

    /// <summary>The images after they were written and read.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="quality">As image programs count it, from 1 to 100.</param>
    public static Tensor Compressed(Tensor images, int quality)
    {
        var levels = (255 * images).round().to(ScalarType.Int64);
        var coded = images.shape[1] == 3 ? Coloured(levels, quality) : Plane(levels, QuantizationTables.Luma(quality));
        return coded.to(images.dtype) / 255;
    }

    private static Tensor Coloured(Tensor rgb, int quality)
    {
        var planes = JpegColours.Of(rgb);
        var luma = Plane(planes.narrow(1, 0, 1), QuantizationTables.Luma(quality));
        var colours = HalfSizePlanes(planes.narrow(1, 1, 2), QuantizationTables.Chroma(quality));
        return JpegColours.Back(luma, colours);
    }

    // The right border is repeated before colours are halved, the lower one after it.
    private static Tensor HalfSizePlanes(Tensor planes, Tensor steps)
    {
        var height = planes.shape[2];
        var width = planes.shape[3];
        var whole = Grown(Grown(planes, 3, 2 * Side), 2, 2);
        var coded = Plane(JpegColours.Halved(whole), steps);
        var kept = coded.narrow(2, 0, (height + 1) / 2).narrow(3, 0, (width + 1) / 2);
        return JpegColours.Doubled(kept).narrow(2, 0, height).narrow(3, 0, width);
    }

    // [N, C, H, W] of 0 to 255, through cosines and back.
    private static Tensor Plane(Tensor levels, Tensor steps)
    {
        var n = levels.shape[0];
        var c = levels.shape[1];
        var whole = Grown(Grown(levels, 2, Side), 3, Side);
        var down = whole.shape[2] / Side;
        var across = whole.shape[3] / Side;
        var quantum = steps.to(levels.device).view(Side, Side);

        var blocks = (whole - MiddleLevel)
            .view(n, c, down, Side, across, Side)
            .permute(0, 1, 2, 4, 3, 5)
            .reshape(-1, Side, Side);
        var amounts = Multiples(JpegCosines.Of(blocks), AmountScale * quantum) * quantum;
        var coded = (JpegCosines.Back(amounts) + MiddleLevel).clamp(0, 255);
        return coded
            .view(n, c, down, across, Side, Side)
            .permute(0, 1, 2, 4, 3, 5)
            .reshape(n, c, Side * down, Side * across)
            .narrow(2, 0, levels.shape[2])
            .narrow(3, 0, levels.shape[3]);
    }

    // The nearest multiples, halves away from 0.
    private static Tensor Multiples(Tensor amounts, Tensor steps) =>
        amounts.sign() * (amounts.abs() + steps.floor_divide(2)).floor_divide(steps);

    // The last row or column repeated up to a multiple.
    private static Tensor Grown(Tensor planes, int dimension, long multiple)
    {
        var size = planes.shape[dimension];
        var grown = (size + multiple - 1) / multiple * multiple;
        return planes.index_select(dimension, arange(grown, device: planes.device).clamp_max(size - 1));
    }
}
