using RoCL.Reports.Tables;
using Spectre.Console;

namespace Tables;

/// <summary>The lines of a table, in Markdown.</summary>
internal static class TableText
{
    /// <summary>
    /// The table: percent, with the 95 % interval of the mean over seeds (Student's t), or of the
    /// images where there is one seed (Wilson).
    /// </summary>
    /// <param name="table">What it shows.</param>
    /// <param name="runs">What it shows it of.</param>
    public static string Of(PageTable table, KeptRuns runs)
    {
        var shown = new Table { Border = TableBorder.Markdown }.AddColumn("method");
        foreach (var title in table.Columns.Select(column => column.Title).Prepend("seeds"))
            shown.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        foreach (var row in table.Rows)
            shown.AddRow([.. Cells(row, table, runs).Prepend(row.Name).Select(Markup.Escape)]);
        return MarkdownText.Of(shown);
    }

    private static IEnumerable<string> Cells(PageRow row, PageTable table, KeptRuns runs)
    {
        var own = runs.OfRow(row.Of);
        if (row.Less is not { } less)
            return table.Columns.Select(column => Accuracy(own, column)).Prepend(Cell.Whole(own.Length));

        var pairs = own.Join(runs.OfRow(less), run => run.Seed, run => run.Seed, (first, second) => (first, second))
            .ToImmutableArray();
        return table
            .Columns.Select(column =>
                Cell.Difference([
                    .. pairs
                        .Select(pair => ValueOf(pair.first, column) - ValueOf(pair.second, column))
                        .OfType<double>(),
                ])
            )
            .Prepend(Cell.Whole(pairs.Length));
    }

    private static string Accuracy(ImmutableArray<KeptRun> runs, PageColumn column)
    {
        var measured = runs.Where(run => ValueOf(run, column) is not null).ToImmutableArray();
        int? images =
            column.Conditions.Length == 1 && !measured.IsEmpty ? measured[0].ImagesOf(column.Conditions[0]) : null;
        var hasSign = measured.Any(run => column.Conditions.Any(run.HasSign));
        return Cell.Accuracy([.. measured.Select(run => ValueOf(run, column)).OfType<double>()], images)
            + (hasSign ? Cell.Sign : "");
    }

    private static double? ValueOf(KeptRun run, PageColumn column)
    {
        var values = column.Conditions.Select(run.AccuracyOf).ToImmutableArray();
        return values.Contains(null) ? null : values.Average();
    }
}
