namespace RoCL.Measurements.Corruptions;

/// <summary>
/// The steps to multiples of which JPEG rounds the amounts of an 8 x 8 block's cosines.
/// </summary>
/// <remarks>Reference: ITU-T T.81, annex K, tables K.1 and K.2.</remarks>
internal static class QuantizationTables
{
    private static readonly int[,] LumaTable =
    {
        { 16, 11, 10, 16, 24, 40, 51, 61 },
        { 12, 12, 14, 19, 26, 58, 60, 55 },
        { 14, 13, 16, 24, 40, 57, 69, 56 },
        { 14, 17, 22, 29, 51, 87, 80, 62 },
        { 18, 22, 37, 56, 68, 109, 103, 77 },
        { 24, 35, 55, 64, 81, 104, 113, 92 },
        { 49, 64, 78, 87, 103, 121, 120, 101 },
        { 72, 92, 95, 98, 112, 100, 103, 99 },
    };

    private static readonly int[,] ChromaTable =
    {
        { 17, 18, 24, 47, 99, 99, 99, 99 },
        { 18, 21, 26, 66, 99, 99, 99, 99 },
        { 24, 26, 56, 99, 99, 99, 99, 99 },
        { 47, 66, 99, 99, 99, 99, 99, 99 },
        { 99, 99, 99, 99, 99, 99, 99, 99 },
        { 99, 99, 99, 99, 99, 99, 99, 99 },
        { 99, 99, 99, 99, 99, 99, 99, 99 },
        { 99, 99, 99, 99, 99, 99, 99, 99 },
    };

    /// <summary>The steps for brightness, int64 [64], row by row.</summary>
    /// <param name="quality">As image programs count it, from 1 to 100.</param>
    public static Tensor Luma(int quality) => Scaled(LumaTable, quality);

    /// <summary>The steps for the two channels of colour, int64 [64], row by row.</summary>
    /// <param name="quality">As image programs count it, from 1 to 100.</param>
    public static Tensor Chroma(int quality) => Scaled(ChromaTable, quality);

    // As libjpeg scales them: the tables themselves at quality 50, all ones at 100.
    private static Tensor Scaled(int[,] table, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        var steps = table.Cast<int>().Select(entry => Math.Clamp((entry * percent + 50) / 100, 1, 255));
        return tensor(steps.Select(step => (long)step).ToArray(), dtype: ScalarType.Int64);
    }
}
