using RoCL.Reports.Results;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>
/// A row for each condition, a column for each method: for many conditions, and narrow terminals.
/// </summary>
internal static class ConditionRows
{
    // Names of conditions are broken at spaces, but not into shreds.
    private const int NarrowestName = 20;

    // Two spaces and a line around each cell.
    private const int Frame = 3;
    private const int LeastOfText = 12;
    private const int MostOfText = 26;
    private const string Images = "images";

    /// <summary>The table of some rows.</summary>
    /// <param name="results">All results, which the table's lines follow from.</param>
    /// <param name="rows">The rows that become columns.</param>
    /// <param name="terminal">How many columns the terminal has.</param>
    public static Table Of(ResultSet results, ImmutableArray<ResultRow> rows, int terminal)
    {
        var names = Math.Max(NarrowestName / 2, terminal - Width(results, rows, terminal) + NameWidth(results));
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        table.AddColumn(new TableColumn("condition").Width(Math.Min(names, LongestName(results))));
        foreach (var row in rows)
        {
            var title = new Text(row.Title) { Overflow = Overflow.Fold };
            table.AddColumn(new TableColumn(title).RightAligned().Width(WidthOf(results, row, terminal)));
        }

        if (!HaveOneNumberOfImages(rows))
            table.AddColumn(new TableColumn(Images).RightAligned().NoWrap());
        foreach (var line in Lines(results, rows))
            table.AddRow([.. line.Select(Markup.Escape)]);
        return table;
    }

    /// <summary>
    /// How many columns of a terminal it takes when names of conditions are broken.
    /// </summary>
    /// <param name="results">All results.</param>
    /// <param name="rows">The rows that become columns.</param>
    /// <param name="terminal">How many columns the terminal has.</param>
    public static int Width(ResultSet results, ImmutableArray<ResultRow> rows, int terminal)
    {
        var methods = rows.Sum(row => WidthOf(results, row, terminal) + Frame);
        var images = HaveOneNumberOfImages(rows) ? 0 : Images.Length + Frame;
        return NameWidth(results) + Frame + methods + images + 1;
    }

    private static int NameWidth(ResultSet results) => Math.Min(LongestName(results), NarrowestName);

    private static int LongestName(ResultSet results) =>
        results.Conditions.Append("condition").Max(name => name.Length);

    // Figures are never broken. Longer texts are, the name of the method among them, where they
    // would leave no room for names of conditions.
    private static int WidthOf(ResultSet results, ResultRow row, int terminal)
    {
        var figures = row.Figures.Select(figure => ResultCells.Accuracy(figure).Length).DefaultIfEmpty().Max();
        var texts = Lines(results, [row]).Select(line => line[1].Length).Append(row.Title.Length).Max();
        var room = Math.Clamp(terminal - NarrowestName - 2 * Frame - 1, LeastOfText, MostOfText);
        return Math.Max(figures, Math.Min(texts, room));
    }

    // Then a line says it, and the conditions have more room.
    private static bool HaveOneNumberOfImages(ImmutableArray<ResultRow> rows) =>
        rows.All(row => row.Figures.DistinctBy(figure => figure.Images).Count() <= 1);

    private static IEnumerable<string[]> Lines(ResultSet results, ImmutableArray<ResultRow> rows)
    {
        if (results.HasEvaluations)
            yield return Line("evaluation", row => row.Evaluation);
        if (!results.Versions.IsEmpty)
            yield return Line("plugin", results.VersionsOf);
        if (results.HasSeeds)
            yield return Line("seeds", row => $"{row.Seeds.Length}");
        foreach (var condition in results.Conditions)
        {
            var figures = rows.Select(row => row[condition]).OfType<Figure>().ToList();
            if (figures.Count > 0)
                yield return Line(condition, row => ResultCells.Accuracy(row[condition]), ResultCells.Images(figures));
        }

        if (results.HasFigures && HaveOneNumberOfImages(rows))
            yield return Line(Images, row => ResultCells.Images(row.Figures));
        yield return Line("seconds", row => ResultCells.Whole(row.Cost.Seconds));
        yield return Line("images/s", row => ResultCells.Whole(row.Cost.ImagesPerSecond));
        yield return Line("peak MiB", row => ResultCells.Whole(row.Cost.PeakMemoryMiB));

        string[] Line(string name, Func<ResultRow, string> cell, string images = "") =>
            [name, .. rows.Select(cell), .. HaveOneNumberOfImages(rows) ? Array.Empty<string>() : [images]];
    }
}
