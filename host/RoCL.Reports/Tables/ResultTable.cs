using RoCL.Reports.Results;
using RoCL.Runs.Results;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>
/// Results on a terminal: a row for each method where that fits, else a row for each condition.
/// </summary>
public static class ResultTable
{
    /// <summary>Writes the table of some runs.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Name, Summary Summary)> runs) =>
        Write(console, ResultSet.Of(runs));

    /// <summary>
    /// Writes the table: accuracy in percent with its 95 % interval, over several seeds mean and
    /// deviation, and the number of images. Nothing where there is no row.
    /// </summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="results">The results.</param>
    /// <param name="isTransposed">Whether conditions are rows even where methods would fit.</param>
    public static void Write(IAnsiConsole console, ResultSet results, bool isTransposed = false)
    {
        if (results.Rows.IsEmpty)
            return;
        var methods = MethodRows.Of(results);
        if (!isTransposed && TableFit.Fits(console, methods))
            console.Write(methods);
        else
            WriteConditionRows(console, results);
        foreach (var protocol in results.Protocols)
            console.WriteLine(protocol);
        foreach (var note in results.Notes)
            console.WriteLine(note);
    }

    // As many methods side by side as fit, one at least; the others in further tables.
    private static void WriteConditionRows(IAnsiConsole console, ResultSet results)
    {
        var written = 0;
        while (written < results.Rows.Length)
        {
            var count = 1;
            while (written + count < results.Rows.Length && ConditionRowsFit(console, results, written, count + 1))
                count++;
            console.Write(ConditionRows.Of(results, results.Rows.Slice(written, count), console.Profile.Width));
            written += count;
        }
    }

    private static bool ConditionRowsFit(IAnsiConsole console, ResultSet results, int first, int count) =>
        ConditionRows.Width(results, results.Rows.Slice(first, count), console.Profile.Width) <= console.Profile.Width;
}
