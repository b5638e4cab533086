using System.Globalization;
using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Reports.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Figures;

/// <summary>Results of several methods as a table of a page, with all their notes.</summary>
internal static class FigureTable
{
    /// <summary>The table, what its numbers are, and the notes.</summary>
    /// <param name="results">The results.</param>
    public static IEnumerable<XElement> Of(ResultSet results)
    {
        ImmutableArray<string> titles =
        [
            "method",
            .. results.HasEvaluations ? ["evaluation"] : Array.Empty<string>(),
            .. results.HasSeeds ? ["seeds"] : Array.Empty<string>(),
            .. results.Conditions,
            "n",
        ];
        yield return Tag.Table("results suite", titles, results.Rows.Select(row => Cells(results, row)));
        yield return Styled(
            "p",
            "note",
            "Accuracy in percent; below it the 95 % interval of one seed (Wilson), or the sample standard deviation "
                + "over several."
        );
        var notes = results.Notes.ToList();
        if (notes.Count > 0)
            yield return Styled("ul", "events", notes.Select(note => Tag.Of("li", note)));
    }

    private static IReadOnlyList<object> Cells(ResultSet results, ResultRow row) =>
        [
            row.Title,
            .. results.HasEvaluations ? [row.Evaluation] : Array.Empty<string>(),
            .. results.HasSeeds ? [$"{row.Seeds.Length}"] : Array.Empty<string>(),
            .. results.Conditions.Select(condition => Cell(row[condition])),
            string.Join(" / ", row.Figures.Select(figure => Numbers.Whole(figure.Images)).Distinct()),
        ];

    private static object Cell(Figure? figure)
    {
        if (figure is null)
            return "";
        return Tag.Of(
            "div",
            Bars.Cell(figure.Accuracy.Mean, figure.Threat is null ? 1 : 2),
            Styled("span", "interval", Noise(figure), figure.Signs.IsEmpty ? null : Styled("span", "mark", "!"))
        );
    }

    private static string Noise(Figure figure) =>
        figure.Interval is [var low, var high]
            ? $"{Numbers.Points(low)} to {Numbers.Points(high)} "
            : string.Create(CultureInfo.InvariantCulture, $"± {100 * figure.Accuracy.Deviation:0.0} ");
}
