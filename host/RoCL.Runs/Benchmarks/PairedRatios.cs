using System.Globalization;

namespace RoCL.Runs.Benchmarks;

/// <summary>
/// The median of ratios that were measured in pairs, one part right after the other, and between
/// which of them the true median lies with a confidence of 95 %: the sign test's interval, which
/// assumes nothing about their distribution.
/// </summary>
/// <remarks>What else the machine does meanwhile meets both parts of a pair.</remarks>
/// <param name="Median">The median.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Rounds">How many pairs there are.</param>
public sealed record PairedRatios(double Median, double Low, double High, int Rounds)
{
    /// <summary>The interval of some ratios, one or more.</summary>
    public static PairedRatios Of(IEnumerable<double> ratios)
    {
        var sorted = ratios.Order().ToList();
        var middle = sorted.Count / 2;
        // A binomial's deviation is half the root.
        var aside = (int)Math.Ceiling(1.96 * Math.Sqrt(sorted.Count) / 2);
        return new(
            MedianOf(sorted),
            sorted[Math.Max(0, middle - aside)],
            sorted[Math.Min(sorted.Count - 1, middle + aside)],
            sorted.Count
        );
    }

    /// <summary>The median of some numbers, one or more.</summary>
    public static double MedianOf(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        var upper = sorted[sorted.Count / 2];
        return sorted.Count % 2 == 1 ? upper : (sorted[sorted.Count / 2 - 1] + upper) / 2;
    }

    /// <summary>Such as <c>1.98 (1.90 to 2.04)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Low:0.00} to {High:0.00})");
}
