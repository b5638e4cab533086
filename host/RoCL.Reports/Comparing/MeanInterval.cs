using MathNet.Numerics.Distributions;
using RoCL.Reports.Results;

namespace RoCL.Reports.Comparing;

/// <summary>A mean over seeds with its 95 % interval (Student's t).</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Reach">How far the interval goes to each side.</param>
public sealed record MeanInterval(double Mean, double Reach)
{
    private const double UpperQuantile = 0.975;

    /// <summary>Where it begins.</summary>
    public double Low => Mean - Reach;

    /// <summary>Where it ends.</summary>
    public double High => Mean + Reach;

    /// <summary>Whether it leaves out zero: a difference that is larger than the noise.</summary>
    public bool LeavesOutZero => Low > 0 || High < 0;

    /// <summary>The mean of one value for each seed.</summary>
    /// <param name="values">A value for each seed.</param>
    /// <returns>
    /// <see langword="null"/> of a single seed, and of seeds without any spread: both hide the
    /// noise.
    /// </returns>
    public static MeanInterval? Of(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
            return null;
        var spread = Spread.Of(values);
        if (spread.Deviation == 0)
            return null;
        return new(spread.Mean, Quantile(values.Count - 1) * spread.Deviation / Math.Sqrt(values.Count));
    }

    /// <summary>
    /// The mean of the second minus that of the first, with other seeds and another spread (Welch
    /// 1947, Biometrika 34).
    /// </summary>
    /// <param name="first">A value for each seed.</param>
    /// <param name="second">A value for each seed.</param>
    /// <returns>
    /// <see langword="null"/> where one of them has a single seed, or neither has any spread.
    /// </returns>
    public static MeanInterval? OfDifference(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2 || second.Count < 2)
            return null;
        var firstSpread = Spread.Of(first);
        var secondSpread = Spread.Of(second);
        var firstError = SquaredErrorOf(firstSpread);
        var secondError = SquaredErrorOf(secondSpread);
        var error = firstError + secondError;
        if (error == 0)
            return null;
        var freedom =
            error
            * error
            / (firstError * firstError / (first.Count - 1) + secondError * secondError / (second.Count - 1));
        return new(secondSpread.Mean - firstSpread.Mean, Quantile(freedom) * Math.Sqrt(error));
    }

    private static double SquaredErrorOf(Spread spread) => spread.Deviation * spread.Deviation / spread.Count;

    private static double Quantile(double freedom) => StudentT.InvCDF(0, 1, freedom, UpperQuantile);
}
