using System.Collections.Immutable;
using System.Globalization;

namespace RoCL.Contracts;

/// <summary>Numbers as recipes and papers write them.</summary>
public static class NumberText
{
    // Levels of an 8-bit image, thirds, and the batch size that the paper's regulariser is divided
    // by: what the field writes as fractions.
    private static readonly ImmutableArray<int> Denominators = [3, 255, 256];
    private const int Levels = 255;
    private const int MostDecimals = 4; // of a level
    private const int LongestPlainDecimal = 8;

    /// <summary>
    /// <c>0.5</c>, or <c>8/255</c> for a long decimal that is the very same number; never the text
    /// of another number.
    /// </summary>
    /// <param name="number">The number.</param>
    public static string Of(double number) =>
        Text(number.ToString("R", CultureInfo.InvariantCulture), number, fraction => fraction == number);

    /// <summary>The same for a number of single precision.</summary>
    /// <param name="number">The number.</param>
    public static string Of(float number) =>
        Text(number.ToString("R", CultureInfo.InvariantCulture), number, fraction => (float)fraction == number);

    private static string Text(string plain, double number, Func<double, bool> isSame)
    {
        if (plain.Length <= LongestPlainDecimal || Math.Round(number) == number)
            return plain;
        var fractions =
            from denominator in Denominators
            let numerator = Math.Round(number * denominator)
            where numerator != 0 && isSame(numerator / denominator)
            select string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");
        return fractions.Concat(PartsOfLevels(number, isSame)).FirstOrDefault(plain);
    }

    // 0.1/255 is shorter than its decimals, too.
    private static IEnumerable<string> PartsOfLevels(double number, Func<double, bool> isSame) =>
        from decimals in Enumerable.Range(1, MostDecimals)
        let numerator = Math.Round(number * Levels, decimals)
        where numerator != 0 && isSame(numerator / Levels)
        select string.Create(CultureInfo.InvariantCulture, $"{numerator}/{Levels}");
}
