namespace RoCL.Measurements.Corruptions;

/// <summary>What a lossy JPEG file leaves of images [N, C, H, W] in [0, 1]. Pure.</summary>
/// <remarks>
/// Three channels are coded as one of luma and two of colour at half the size, as libjpeg does
/// unless it is told otherwise; any other number, each channel as luma. Every 8 x 8 block becomes
/// cosines, whose amounts are rounded to multiples of a table's entries. The arithmetic is
/// libjpeg's in real numbers, so that single values may differ by a level or two of 8 bits from
/// those it writes.
/// <para>Reference: ITU-T T.81, annexes A and K.</para>
/// </remarks>
internal static class Jpeg
{
    // ITU-T T.81, tables K.1 and K.2.
    private static readonly int[] Luma =
    [
        16,
        11,
        10,
        16,
        24,
        40,
        51,
        61,
        12,
        12,
        14,
        19,
        26,
        58,
        60,
        55,
        14,
        13,
        16,
        24,
        40,
        57,
        69,
        56,
        14,
        17,
        22,
        29,
        51,
        87,
        80,
        62,
        18,
        22,
        37,
        56,
        68,
        109,
        103,
        77,
        24,
        35,
        55,
        64,
        81,
        104,
        113,
        92,
        49,
        64,
        78,
        87,
        103,
        121,
        120,
        101,
        72,
        92,
        95,
        98,
        112,
        100,
        103,
        99,
    ];

    private static readonly int[] Colour =
    [
        17,
        18,
        24,
        47,
        99,
        99,
        99,
        99,
        18,
        21,
        26,
        66,
        99,
        99,
        99,
        99,
        24,
        26,
        56,
        99,
        99,
        99,
        99,
        99,
        47,
        66,
        99,
        99,
        99,
        99,
        99,
        99,
        .. Enumerable.Repeat(99, 32),
    ];

    /// <summary>The images after they were written and read.</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="quality">As image programs count it, from 1 to 100.</param>
    public static Tensor Compressed(Tensor images, int quality)
    {
        var levels = (255 * images).round();
        return (images.shape[1] == 3 ? Coloured(levels, quality) : Plane(levels, Luma, quality)).round().clamp(0, 255)
            / 255;
    }

    private static Tensor Coloured(Tensor rgb, int quality)
    {
        var h = rgb.shape[2];
        var w = rgb.shape[3];
        var red = rgb.narrow(1, 0, 1);
        var green = rgb.narrow(1, 1, 1);
        var blue = rgb.narrow(1, 2, 1);
        var luma = Plane((0.299 * red + 0.587 * green + 0.114 * blue).round(), Luma, quality);
        var toBlue = -0.168736 * red - 0.331264 * green + 0.5 * blue;
        var toRed = 0.5 * red - 0.418688 * green - 0.081312 * blue;
        var halved = nn.functional.avg_pool2d(Grown(cat([toBlue, toRed], 1).round() + 128, 2), 2).round();
        var full =
            nn.functional.interpolate(
                    Plane(halved, Colour, quality),
                    [2 * halved.shape[2], 2 * halved.shape[3]],
                    mode: InterpolationMode.Bilinear,
                    align_corners: false
                )
                .narrow(2, 0, h)
                .narrow(3, 0, w) - 128;
        var cb = full.narrow(1, 0, 1);
        var cr = full.narrow(1, 1, 1);
        return cat([luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb], 1);
    }

    // [N, C, H, W] of 0 to 255, through cosines and back.
    private static Tensor Plane(Tensor levels, int[] table, int quality)
    {
        var n = levels.shape[0];
        var c = levels.shape[1];
        var h = levels.shape[2];
        var w = levels.shape[3];
        var whole = Grown(levels, 8);
        var down = whole.shape[2] / 8;
        var across = whole.shape[3] / 8;
        var cosines = Cosines().to(levels.device);
        var steps = Steps(table, quality).to(levels.device);
        var blocks = (whole - 128).view(n, c, down, 8, across, 8).permute(0, 1, 2, 4, 3, 5).reshape(-1, 64);
        var read = ((blocks.mm(cosines.t()) / steps).round() * steps).mm(cosines) + 128;
        return read.view(n, c, down, across, 8, 8)
            .permute(0, 1, 2, 4, 3, 5)
            .reshape(n, c, 8 * down, 8 * across)
            .narrow(2, 0, h)
            .narrow(3, 0, w)
            .round()
            .clamp(0, 255);
    }

    // [64, 64], orthonormal: row 8u + v holds the product of cosine u down and cosine v across at
    // all places of a block.
    private static Tensor Cosines()
    {
        static double Cosine(int frequency, int place) =>
            (frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos((2 * place + 1) * frequency * Math.PI / 16);
        return tensor(
                (
                    from u in Enumerable.Range(0, 64)
                    from x in Enumerable.Range(0, 64)
                    select Cosine(u / 8, x / 8) * Cosine(u % 8, x % 8)
                ).ToArray(),
                dtype: ScalarType.Float32
            )
            .view(64, 64);
    }

    private static Tensor Steps(int[] table, int quality)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return tensor(
            table.Select(entry => Math.Clamp((entry * scale + 50) / 100, 1, 255)).ToArray(),
            dtype: ScalarType.Float32
        );
    }

    // The last row and column repeated up to a multiple.
    private static Tensor Grown(Tensor planes, long multiple) =>
        Enumerable
            .Range(2, 2)
            .Aggregate(
                planes,
                (grown, dimension) =>
                {
                    var size = grown.shape[dimension];
                    var places = arange((size + multiple - 1) / multiple * multiple, device: planes.device)
                        .clamp_max(size - 1);
                    return grown.index_select(dimension, places);
                }
            );
}
