namespace RoCL.Measurements.Corruptions;

/// <summary>What a lossy JPEG file leaves of images [N, C, H, W] in [0, 1]. Pure.</summary>
/// <remarks>
/// Three channels are coded as one of luma and two of colour at half the size, as libjpeg does by
/// default; any other number, each channel as luma. Every 8 x 8 block becomes cosines, and their
/// amounts are rounded to multiples of a table's entries. The arithmetic is libjpeg's in real
/// numbers, so that single values may differ by a level or two of 8 bits from those it writes.
/// <para>Reference: ITU-T T.81, annexes A and K.</para>
/// </remarks>
internal static class JpegCompression
{
    private const int Side = 8; // of a block
    private const double MiddleLevel = 128;

    /// <summary>The images after they were written and read.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="quality">As image programs count it, from 1 to 100.</param>
    public static Tensor Compressed(Tensor images, int quality)
    {
        var levels = (255 * images).round();
        var coded = images.shape[1] == 3 ? Coloured(levels, quality) : Plane(levels, QuantizationTables.Luma(quality));
        return coded.round().clamp(0, 255) / 255;
    }

    // Y = 0.299 R + 0.587 G + 0.114 B, Cb = (B − Y)/1.772, Cr = (R − Y)/1.402.
    private static Tensor Coloured(Tensor rgb, int quality)
    {
        var red = rgb.narrow(1, 0, 1);
        var green = rgb.narrow(1, 1, 1);
        var blue = rgb.narrow(1, 2, 1);
        var y = (0.299 * red + 0.587 * green + 0.114 * blue).round();
        var cb = -0.168736 * red - 0.331264 * green + 0.5 * blue;
        var cr = 0.5 * red - 0.418688 * green - 0.081312 * blue;

        var luma = Plane(y, QuantizationTables.Luma(quality));
        var chroma = HalfSizePlanes(cat([cb, cr], 1), QuantizationTables.Chroma(quality));
        var codedCb = chroma.narrow(1, 0, 1);
        var codedCr = chroma.narrow(1, 1, 1);
        return cat([luma + 1.402 * codedCr, luma - 0.344136 * codedCb - 0.714136 * codedCr, luma + 1.772 * codedCb], 1);
    }

    // [N, 2, H, W] around 0, coded at half the height and width.
    private static Tensor HalfSizePlanes(Tensor planes, Tensor steps)
    {
        var levels = Grown(planes.round() + MiddleLevel, 2);
        var halved = nn.functional.avg_pool2d(levels, 2).round();
        var enlarged = nn.functional.interpolate(
            Plane(halved, steps),
            [2 * halved.shape[2], 2 * halved.shape[3]],
            mode: InterpolationMode.Bilinear,
            align_corners: false
        );
        return enlarged.narrow(2, 0, planes.shape[2]).narrow(3, 0, planes.shape[3]) - MiddleLevel;
    }

    // [N, C, H, W] of 0 to 255, through cosines and back.
    private static Tensor Plane(Tensor levels, Tensor steps)
    {
        var n = levels.shape[0];
        var c = levels.shape[1];
        var whole = Grown(levels, Side);
        var down = whole.shape[2] / Side;
        var across = whole.shape[3] / Side;
        var cosines = Cosines().to(levels.device);
        var quantum = steps.to(levels.device);

        var blocks = (whole - MiddleLevel)
            .view(n, c, down, Side, across, Side)
            .permute(0, 1, 2, 4, 3, 5)
            .reshape(-1, Side * Side);
        var amounts = (blocks.mm(cosines.t()) / quantum).round() * quantum;
        var coded = amounts.mm(cosines) + MiddleLevel;
        return coded
            .view(n, c, down, across, Side, Side)
            .permute(0, 1, 2, 4, 3, 5)
            .reshape(n, c, Side * down, Side * across)
            .narrow(2, 0, levels.shape[2])
            .narrow(3, 0, levels.shape[3])
            .round()
            .clamp(0, 255);
    }

    // [64, 64], orthonormal: row 8u + v holds the product of cosine u down and cosine v across at
    // all places of a block.
    private static Tensor Cosines()
    {
        const int size = Side * Side;
        static double Cosine(int frequency, int place)
        {
            var scale = frequency == 0 ? Math.Sqrt(0.125) : 0.5;
            return scale * Math.Cos((2 * place + 1) * frequency * Math.PI / 16);
        }

        var values =
            from u in Enumerable.Range(0, size)
            from x in Enumerable.Range(0, size)
            select Cosine(u / Side, x / Side) * Cosine(u % Side, x % Side);
        return tensor(values.ToArray(), dtype: ScalarType.Float32).view(size, size);
    }

    // The last row and column repeated up to a multiple.
    private static Tensor Grown(Tensor planes, long multiple)
    {
        var taller = planes.index_select(2, Places(planes, 2, multiple));
        return taller.index_select(3, Places(planes, 3, multiple));
    }

    private static Tensor Places(Tensor planes, int dimension, long multiple)
    {
        var size = planes.shape[dimension];
        var grown = (size + multiple - 1) / multiple * multiple;
        return arange(grown, device: planes.device).clamp_max(size - 1);
    }
}
