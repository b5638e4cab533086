using System.Globalization;

namespace RoCL.Reports.Results;

/// <summary>
/// What a reader has to know of single figures: the signs that robust accuracy may be too high, and
/// what looking for them took.
/// </summary>
internal static class FigureNotes
{
    /// <summary>The mark behind a figure that signs speak against.</summary>
    public const string Mark = "!";

    /// <summary>A line for each sign of each figure, then the time of looking.</summary>
    /// <param name="rows">The rows of a table.</param>
    public static IEnumerable<string> Of(ImmutableArray<ResultRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var line in row.Figures.SelectMany(figure => Lines(row, figure)))
                yield return line;
        }

        var seconds = rows.Sum(row => row.MaskingSeconds);
        if (seconds > 0)
            yield return Cost(seconds, rows.Sum(row => row.Cost.Seconds));
    }

    private static IEnumerable<string> Lines(ResultRow row, Figure figure) =>
        figure.Signs.Select(sign => $"{Mark} {row.Method}, {figure.Condition}: may be too high: {sign}");

    private static string Cost(double seconds, double all) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Signs of masked gradients were looked for in {seconds:0.0} of {all:0.0} s (masking.images)."
        );
}
