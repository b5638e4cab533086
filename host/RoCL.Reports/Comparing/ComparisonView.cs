using System.Globalization;
using RoCL.Plugins.Checking;
using RoCL.Reports.Tables;
using Spectre.Console;

namespace RoCL.Reports.Comparing;

/// <summary>Runs side by side on a terminal.</summary>
/// <param name="console">Where they are written.</param>
/// <param name="layout">What is shown, and which way round.</param>
public sealed class ComparisonView(IAnsiConsole console, ComparisonLayout layout)
{
    private const string None = "-";

    /// <summary>
    /// Writes what recipes and plugins differ in, what trainings ended with, results, and whether
    /// they differ; of a single run its results alone.
    /// </summary>
    /// <param name="comparison">The runs.</param>
    public void Write(RunComparison comparison)
    {
        WriteFacts(comparison);
        if (comparison.HasSeveral || layout.HasAll)
            PlainColumns.Line(console);
        if (comparison.HasSeveral)
            WriteTraining(comparison.Runs);
        ResultTable.Write(console, comparison.Results, layout.IsTransposed);
        WriteDifferences(comparison);
    }

    /// <summary>
    /// Writes what recipes and plugins differ in; nothing of a single run, unless all is asked for.
    /// </summary>
    /// <param name="comparison">The runs.</param>
    public void WriteFacts(RunComparison comparison)
    {
        if (!comparison.HasSeveral && !layout.HasAll)
            return;
        var facts = comparison.Facts(layout.HasAll);
        if (facts.IsEmpty)
        {
            PlainColumns.Line(console, comparison.Same);
            return;
        }

        PlainColumns.Line(console, layout.HasAll ? "Recipes and plugins:" : "What recipes and plugins differ in:");
        Write([
            ["", .. comparison.Methods.Select(method => method.Name)],
            .. facts.Select(fact => (string[])[fact.Key, .. fact.Values.Select(value => value ?? None)]),
        ]);
    }

    /// <summary>
    /// Writes whether results differ by more than noise; nothing where nothing can be compared.
    /// </summary>
    /// <param name="comparison">The runs.</param>
    public void WriteDifferences(RunComparison comparison)
    {
        var differences = comparison.Differences;
        if (differences.IsEmpty)
            return;
        PlainColumns.Line(console);
        PlainColumns.Line(console, DifferenceWords.Title(comparison.Methods[0]));
        DifferenceRows.Write(console, differences);
        if (DifferenceWords.Note(differences) is { } note)
            PlainColumns.Line(console, note);
    }

    private void WriteTraining(ImmutableArray<ComparedRun> runs)
    {
        var numbers = runs.Select(run => TrainingNumbers.Of(run).ToDictionary(number => number.Name)).ToList();
        var names = numbers.SelectMany(each => each.Keys).Distinct().ToList();
        if (names.Count == 0)
            return;
        PlainColumns.Line(console, "What trainings ended with:");
        Write([
            ["", .. runs.Select(run => run.Name)],
            .. names.Select(name => (string[])[name, .. numbers.Select(each => Text(each.GetValueOrDefault(name)))]),
        ]);
        PlainColumns.Line(console);
    }

    private void Write(string[][] rows) => ColumnGroups.Write(console, layout.IsTransposed ? Turned(rows) : rows);

    private static string[][] Turned(string[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];

    internal static string Text(TrainingNumber? number)
    {
        if (number is null)
            return None;
        var last = number.Last.ToString("G4", CultureInfo.InvariantCulture);
        return number.Best is { } best
            ? string.Create(CultureInfo.InvariantCulture, $"{last}, best {best:G4} at step {number.BestStep}")
            : last;
    }
}
