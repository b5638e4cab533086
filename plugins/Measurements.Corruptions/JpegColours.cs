namespace RoCL.Measurements.Corruptions;

/// <summary>
/// Red, green and blue as brightness and two colours at half the size, and back, in libjpeg's whole
/// numbers; all int64 of 0 to 255.
/// </summary>
/// <remarks>
/// Y = 0.299 R + 0.587 G + 0.114 B, Cb = (B − Y)/1.772 + 128, Cr = (R − Y)/1.402 + 128, in parts of
/// 2^16.
/// </remarks>
internal static class JpegColours
{
    private const int Bits = 16;
    private const long Half = 1L << (Bits - 1);
    private const long Middle = 128;

    /// <summary>Y, Cb and Cr, [N, 3, H, W].</summary>
    /// <param name="rgb">[N, 3, H, W].</param>
    public static Tensor Of(Tensor rgb)
    {
        var red = rgb.narrow(1, 0, 1);
        var green = rgb.narrow(1, 1, 1);
        var blue = rgb.narrow(1, 2, 1);
        var y = 19595 * red + 38470 * green + 7471 * blue + Half;
        var cb = -11059 * red - 21709 * green + Half * blue + (Middle << Bits) + Half - 1;
        var cr = Half * red - 27439 * green - 5329 * blue + (Middle << Bits) + Half - 1;
        return Shifted(cat([y, cb, cr], 1));
    }

    /// <summary>Red, green and blue, [N, 3, H, W].</summary>
    /// <param name="y">[N, 1, H, W].</param>
    /// <param name="colours">Cb and Cr, [N, 2, H, W].</param>
    public static Tensor Back(Tensor y, Tensor colours)
    {
        var cb = colours.narrow(1, 0, 1) - Middle;
        var cr = colours.narrow(1, 1, 1) - Middle;
        var red = y + Shifted(91881 * cr + Half);
        var green = y + Shifted(-22554 * cb - 46802 * cr + Half);
        var blue = y + Shifted(116130 * cb + Half);
        return cat([red, green, blue], 1).clamp(0, 255);
    }

    /// <summary>
    /// Means of two by two, which round down and up in turns, [N, C, H / 2, W / 2].
    /// </summary>
    /// <param name="planes">[N, C, H, W], H and W even.</param>
    public static Tensor Halved(Tensor planes)
    {
        var height = planes.shape[2] / 2;
        var width = planes.shape[3] / 2;
        var sums = planes.view(planes.shape[0], planes.shape[1], height, 2, width, 2).sum([3, 5]);
        var bias = 1 + arange(width, ScalarType.Int64, planes.device).remainder(2);
        return (sums + bias).floor_divide(4);
    }

    /// <summary>
    /// Twice the size by libjpeg's triangle: each new value is 9/16 of the nearest, 3/16 of the two
    /// beside it and 1/16 of the one across; [N, C, 2H, 2W].
    /// </summary>
    /// <param name="planes">[N, C, H, W].</param>
    public static Tensor Doubled(Tensor planes)
    {
        var taller = Between(planes, dimension: 2);
        var wider = Between(taller, dimension: 3);
        var bias = 8 - arange(wider.shape[3], ScalarType.Int64, planes.device).remainder(2);
        return (wider + bias).floor_divide(16);
    }

    // Of each value two: three parts of it, and one of the value before and of the one after.
    private static Tensor Between(Tensor planes, int dimension)
    {
        var size = planes.shape[dimension];
        var places = arange(size, ScalarType.Int64, planes.device);
        var before = planes.index_select(dimension, (places - 1).clamp_min(0));
        var after = planes.index_select(dimension, (places + 1).clamp_max(size - 1));
        var pairs = stack([3 * planes + before, 3 * planes + after], dimension + 1);
        return pairs.flatten(dimension, dimension + 1);
    }

    private static Tensor Shifted(Tensor values) => values.floor_divide(1L << Bits);
}
