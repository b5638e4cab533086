using System.Globalization;
using RoCL.Core.Evaluation;
using RoCL.Reports.Comparing;
using RoCL.Reports.Tables;
using Spectre.Console;

namespace Tables;

/// <summary>The lines of a table, in Markdown.</summary>
internal static class TableText
{
    private const double Percent = 100;

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
        {
            return table.Columns.Select(column => Accuracy(own, column)).Prepend(Whole(own.Length));
        }

        var pairs = own.Join(runs.OfRow(less), run => run.Seed, run => run.Seed, (first, second) => (first, second))
            .ToImmutableArray();
        return table
            .Columns.Select(column =>
                Difference([.. pairs.Select(pair => ValueOf(pair.first, column) - ValueOf(pair.second, column))])
            )
            .Prepend(Whole(pairs.Length));
    }

    private static string Accuracy(ImmutableArray<KeptRun> runs, PageColumn column)
    {
        var values = runs.Select(run => ValueOf(run, column)).OfType<double>().ToImmutableArray();
        if (values.IsEmpty)
            return "";
        if (values.Length == 1 && column.Conditions.Length == 1)
            return OfOneSeed(values[0], ImagesOf(runs[0], column.Conditions[0]));
        return MeanInterval.Of(values) is { } mean
            ? $"{Points(mean.Mean)} ({Points(mean.Low)} to {Points(mean.High)})"
            : Points(values.Average());
    }

    private static string OfOneSeed(double value, int images)
    {
        var interval = new Accuracy((int)Math.Round(value * images), images).Interval;
        return $"{Points(value)} ({Points(interval.Low)} to {Points(interval.High)})";
    }

    private static string Difference(ImmutableArray<double?> differences)
    {
        var values = differences.OfType<double>().ToImmutableArray();
        if (values.IsEmpty)
            return "";
        return MeanInterval.Of(values) is { } mean
            ? $"{Signed(mean.Mean)} ({Signed(mean.Low)} to {Signed(mean.High)})"
            : Signed(values.Average());
    }

    private static double? ValueOf(KeptRun run, PageColumn column)
    {
        var values = column.Conditions.Select(condition => ValueOf(run, condition)).ToImmutableArray();
        return values.Contains(null) ? null : values.Average();
    }

    private static double? ValueOf(KeptRun run, string condition) =>
        EvaluationWith(run, condition)?.Accuracies[condition];

    private static int ImagesOf(KeptRun run, string condition) => EvaluationWith(run, condition)!.Images;

    private static KeptEvaluation? EvaluationWith(KeptRun run, string condition) =>
        run.Evaluations.FirstOrDefault(evaluation => evaluation.Accuracies.ContainsKey(condition));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Points(double share) => (Percent * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double share) =>
        (Percent * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
