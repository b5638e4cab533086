using System.Xml.Linq;
using RoCL.Core.Numbers;
using RoCL.Reports.Pages;
using RoCL.Reports.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Figures;

/// <summary>Results of several methods as a table of a page, with all their notes.</summary>
internal static class FigureTable
{
    /// <summary>The table, what its numbers are, and the notes.</summary>
    /// <param name="results">The results.</param>
    /// <param name="isTransposed">Whether conditions are rows, and methods columns.</param>
    public static IEnumerable<XElement> Of(ResultSet results, bool isTransposed = false)
    {
        yield return isTransposed ? ConditionRows(results) : MethodRows(results);
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

    // Columns are equally wide, so that bars in several of them can be compared.
    private static XElement Wide(ImmutableArray<string> titles, IEnumerable<IReadOnlyList<object>> rows)
    {
        var table = Stacked("results suite", titles, rows);
        table.Element("table")!.Add(With("style", $"--columns:{titles.Length}"));
        return table;
    }

    private static XElement MethodRows(ResultSet results) =>
        Wide(
            [
                "method",
                .. results.HasEvaluations ? ["evaluation"] : Array.Empty<string>(),
                .. results.HasSeeds ? ["seeds"] : Array.Empty<string>(),
                .. results.Conditions,
                "n",
            ],
            results.Rows.Select(row => Cells(results, row))
        );

    private static XElement ConditionRows(ResultSet results)
    {
        var conditions = results.Conditions.Select(condition =>
            (IReadOnlyList<object>)[condition, .. results.Rows.Select(row => Cell(row[condition]))]
        );
        return Wide(
            [
                "condition",
                .. results.Rows.Select(row => results.HasEvaluations ? $"{row.Title}, {row.Evaluation}" : row.Title),
            ],
            [.. conditions, ["n", .. results.Rows.Select(ImagesOf)]]
        );
    }

    private static string ImagesOf(ResultRow row) =>
        string.Join(" / ", row.Figures.Select(figure => Numbers.Whole(figure.Images)).Distinct());

    private static IReadOnlyList<object> Cells(ResultSet results, ResultRow row) =>
        [
            row.Title,
            .. results.HasEvaluations ? [row.Evaluation] : Array.Empty<string>(),
            .. results.HasSeeds ? [$"{row.Seeds.Length}"] : Array.Empty<string>(),
            .. results.Conditions.Select(condition => Cell(row[condition])),
            ImagesOf(row),
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
            ? $"{Percentage.Points(low)} to {Percentage.Points(high)} "
            : Deviation(figure.Accuracy);

    private static string Deviation(Spread accuracy) =>
        accuracy.Count > 1 ? $"± {Percentage.Points(accuracy.Deviation)} " : "";
}
