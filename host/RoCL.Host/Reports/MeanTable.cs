using System.Globalization;
using RoCL.Host.Runs;
using Spectre.Console;

namespace RoCL.Host.Reports;

/// <summary>Mean and standard deviation over runs that differ in their seed alone.</summary>
internal static class MeanTable
{
    /// <summary>Writes a row for each group that has two runs or more; nothing where there is none.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="runs">Each run with the name of its group.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Group, Summary Summary)> runs)
    {
        var groups = runs.GroupBy(run => run.Group, run => run.Summary).Where(group => group.Count() > 1).ToList();
        if (groups.Count == 0) return;
        var conditions = groups.SelectMany(group => group).SelectMany(Conditions).Select(condition => condition.Name).Distinct().ToList();
        var table = new Table { Border = TableBorder.Ascii2 }
            .AddColumn("mean ± deviation over seeds")
            .AddColumn(new TableColumn("seeds").RightAligned());
        foreach (var condition in conditions) table.AddColumn(new TableColumn(Markup.Escape(condition)).RightAligned());
        foreach (var group in groups)
            table.AddRow([Markup.Escape(group.Key), $"{group.Count()}", .. conditions.Select(condition => Cell(group, condition))]);
        console.Write(table);
    }

    /// <summary>Mean and sample standard deviation; the deviation of one number is 0.</summary>
    public static (double Mean, double Deviation) Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    private static string Cell(IEnumerable<Summary> runs, string condition)
    {
        var accuracies = runs.SelectMany(Conditions).Where(each => each.Name == condition).Select(each => 100 * each.Accuracy).ToList();
        if (accuracies.Count == 0) return "";
        var (mean, deviation) = Of(accuracies);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:0.0} ± {deviation:0.0} %");
    }

    private static IEnumerable<ConditionSummary> Conditions(Summary summary) =>
        summary.Evaluations.SelectMany(evaluation => evaluation.Conditions);
}
