using System.Globalization;
using RoCL.Core.Evaluation;
using RoCL.Reports.Comparing;

namespace Tables;

/// <summary>The cells of tables: percent with a 95 % interval.</summary>
internal static class Cell
{
    /// <summary>Behind a figure that may be too high, as in the program's own tables.</summary>
    public const string Sign = " !";

    private const double Percent = 100;

    /// <summary>
    /// The mean over seeds (Student's t), or, of one seed, its accuracy (Wilson); empty of none.
    /// </summary>
    /// <param name="values">From 0 to 1, one of each seed.</param>
    /// <param name="images">
    /// How many images each is the share of; <see langword="null"/> where it is a mean itself.
    /// </param>
    public static string Accuracy(ImmutableArray<double> values, int? images)
    {
        if (values.IsEmpty)
            return "";
        if (values.Length == 1 && images is { } count)
            return OfOneSeed(values[0], count);
        return MeanInterval.Of(values) is { } mean ? Interval(mean, Points) : Points(values.Average());
    }

    /// <summary>The mean of differences over seeds; empty of none.</summary>
    /// <param name="values">From -1 to 1, one of each seed.</param>
    public static string Difference(ImmutableArray<double> values)
    {
        if (values.IsEmpty)
            return "";
        return MeanInterval.Of(values) is { } mean ? Signed(mean) : Signed(values.Average());
    }

    /// <summary>An accuracy with its interval.</summary>
    /// <param name="mean">From 0 to 1.</param>
    public static string Accuracy(MeanInterval mean) => Interval(mean, Points);

    /// <summary>A difference with its interval.</summary>
    /// <param name="mean">From -1 to 1.</param>
    public static string Signed(MeanInterval mean) => Interval(mean, Signed);

    /// <summary>A number without a fraction, with its thousands apart.</summary>
    /// <param name="number">The number.</param>
    public static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string OfOneSeed(double value, int images)
    {
        var interval = new Accuracy((int)Math.Round(value * images), images).Interval;
        return $"{Points(value)} ({Points(interval.Low)} to {Points(interval.High)})";
    }

    private static string Interval(MeanInterval mean, Func<double, string> text) =>
        $"{text(mean.Mean)} ({text(mean.Low)} to {text(mean.High)})";

    private static string Points(double share) =>
        (Percent * share).ToString("0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string Signed(double share) =>
        (Percent * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
