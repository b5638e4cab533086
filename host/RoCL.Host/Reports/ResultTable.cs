using System.Globalization;
using RoCL.Host.Runs;
using Spectre.Console;

namespace RoCL.Host.Reports;

/// <summary>The results of one or several runs, a row each.</summary>
internal static class ResultTable
{
    /// <summary>Writes the table; figures come from the summaries alone.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Name, Summary Summary)> runs)
    {
        var conditions = runs.SelectMany(run => Conditions(run.Summary)).Select(condition => condition.Name).Distinct().ToList();
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false }.AddColumn("method");
        foreach (var condition in conditions) table.AddColumn(new TableColumn(Markup.Escape(condition)).RightAligned());
        foreach (var cost in new[] { "seconds", "images/s", "peak MiB" }) table.AddColumn(new TableColumn(cost).RightAligned());
        foreach (var (name, summary) in runs)
            table.AddRow([Markup.Escape(name), .. conditions.Select(condition => Share(summary, condition)),
                Whole(summary.Seconds), Whole(summary.ImagesPerSecond), Whole(summary.PeakMemoryMiB)]);
        console.Write(table);
        foreach (var protocol in runs.SelectMany(run => run.Summary.Evaluations).Select(evaluation => evaluation.Protocol).Distinct())
            console.WriteLine(protocol);
    }

    private static IEnumerable<ConditionSummary> Conditions(Summary summary) =>
        summary.Evaluations.SelectMany(evaluation => evaluation.Conditions);

    private static string Share(Summary summary, string condition) =>
        Conditions(summary).FirstOrDefault(each => each.Name == condition) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * found.Accuracy:0.0} %")
            : "";

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
