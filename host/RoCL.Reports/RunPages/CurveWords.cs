using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;

namespace RoCL.Reports.RunPages;

/// <summary>What the two curves of robust accuracy say, in sentences.</summary>
internal static class CurveWords
{
    // More than two points are more than the noise of a few hundred images, as a rule.
    private const double Noticed = 0.02;

    /// <summary>Whether accuracy falls as the budget grows.</summary>
    /// <param name="points">From no attack on.</param>
    public static string OfBudgets(ImmutableArray<CurvePoint> points)
    {
        var last = points[^1];
        var unit = points.FirstOrDefault(point => point.At == 1) ?? points[0];
        var falls =
            $"Accuracy falls from {Percent(points[0])} without an attack to {Percent(unit)} at the radius "
            + $"({unit.Condition.Threat}) and to {Percent(last)} at {Text(last.At)} times the radius.";
        if (points.Zip(points.Skip(1)).Any(pair => Rises(pair.First, pair.Second)))
            return $"{falls} It rises on the way, which a stronger attack cannot cause: gradients may be masked.";
        return last.Condition.Accuracy > unit.Condition.Accuracy / 2 && unit.Condition.Accuracy > Noticed
            ? $"{falls} More than half of it is left at the largest budget: gradients may be masked."
            : falls;
    }

    /// <summary>Whether more iterations change accuracy no more.</summary>
    /// <param name="points">
    /// From few iterations to many; none were measured where it is empty.
    /// </param>
    public static string OfSteps(ImmutableArray<CurvePoint> points)
    {
        if (points.Length < 2)
            return "";
        var first = points[0];
        var last = points[^1];
        var before = points[^2];
        if (first.Condition.Accuracy < last.Condition.Accuracy - Noticed)
        {
            return $"{Text(first.At)} iteration leaves {Percent(first)} and {Text(last.At)} leave {Percent(last)}: one "
                + "step finds more than many, which is a sign of masked gradients.";
        }

        var difference = before.Condition.Accuracy - last.Condition.Accuracy;
        var change = Percentage.Points(Math.Abs(difference));
        var iterations = $"From {Text(before.At)} to {Text(last.At)} iterations";
        if (Math.Abs(difference) <= Noticed)
            return $"{iterations} it changes by {change} points: the attack has converged.";
        return difference < 0
            ? $"{iterations} it rises by {change} points, which more iterations cannot cause: gradients may be masked."
            : $"{iterations} it still falls by {change} points: the attack has not converged, and fewer iterations "
                + "give too high a figure.";
    }

    /// <summary>All points in a row, for those who do not see the curve.</summary>
    /// <param name="what">What is shown.</param>
    /// <param name="unit">What is counted across.</param>
    /// <param name="points">The points.</param>
    public static string Listed(string what, string unit, ImmutableArray<CurvePoint> points) =>
        $"{what}: {string.Join(", ", points.Select(point => $"{Percent(point)} at {Text(point.At)} {unit}"))}.";

    private static bool Rises(CurvePoint one, CurvePoint next) =>
        next.Condition.Interval[0] > one.Condition.Accuracy + Noticed;

    private static string Percent(CurvePoint point) => Numbers.Percent(point.Condition.Accuracy);

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
