using System.Globalization;
using RoCL.Reports.Results;
using RoCL.Runs.Results;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>Results on a terminal, a row each.</summary>
public static class ResultTable
{
    /// <summary>Writes the table of some runs.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Name, Summary Summary)> runs) =>
        Write(console, ResultSet.Of(runs));

    /// <summary>
    /// Writes the table: accuracy in percent, over several seeds mean and deviation.
    /// </summary>
    public static void Write(IAnsiConsole console, ResultSet results)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false }.AddColumn("method");
        if (results.HasEvaluations)
            table.AddColumn("evaluation");
        if (!results.Versions.IsEmpty)
            table.AddColumn("plugin");
        ImmutableArray<string> seeds = results.HasSeeds ? ["seeds"] : [];
        ImmutableArray<string> numbers = [.. seeds, .. results.Conditions, "seconds", "images/s", "peak MiB"];
        foreach (var column in numbers)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (var row in results.Rows)
            table.AddRow([.. Cells(results, row).Select(Markup.Escape)]);
        console.Write(table);
        foreach (var protocol in results.Protocols)
            console.WriteLine(protocol);
        foreach (var note in results.Notes)
            console.WriteLine(note);
    }

    private static IEnumerable<string> Cells(ResultSet results, ResultRow row)
    {
        yield return row.Title;
        if (results.HasEvaluations)
            yield return row.Evaluation;
        if (!results.Versions.IsEmpty)
            yield return results.VersionsOf(row);
        if (results.HasSeeds)
            yield return $"{row.Seeds.Length}";
        foreach (var condition in results.Conditions)
            yield return row[condition] is { } figure ? Share(figure.Accuracy) + figure.Mark : "";
        yield return Whole(row.Cost.Seconds);
        yield return Whole(row.Cost.ImagesPerSecond);
        yield return Whole(row.Cost.PeakMemoryMiB);
    }

    private static string Share(Spread accuracy) =>
        accuracy.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy.Mean:0.0} %")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * accuracy.Mean:0.0} ± {100 * accuracy.Deviation:0.0} %"
            );

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
