using RoCL.Core.Reading;
using RoCL.Reports.Comparing;
using RoCL.Reports.Published;
using RoCL.Reports.Results;
using RoCL.Reports.RunPages;
using RoCL.Reports.SuitePages;
using RoCL.Reports.Tables;
using RoCL.Runs.Files;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Folders;

/// <summary>A suite's results so far, from the files of its runs alone.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Finished">The runs that came to their end, row by row.</param>
/// <param name="Unfinished">
/// One line for each run that did not, in the order in which they are made.
/// </param>
public sealed record SuiteTable(
    Suite Suite,
    ImmutableArray<(SuiteRun Run, Summary Summary)> Finished,
    ImmutableArray<string> Unfinished
)
{
    private ResultSet Results => ResultSet.Of(Finished.Select(run => (run.Run.Row.Name, run.Summary)));

    // The runs of a row have one recipe but for the seed.
    private ImmutableArray<PublishedRow> Published =>
        PublishedComparison.Of(
            Results,
            Suite.Rows.Select(row => new PublishedMethod(
                row.Name,
                PublishedReading.Of(row.Recipe),
                MeasuredProtocol.Of(row.Recipe)
            ))
        );

    /// <summary>Of the suite that a folder holds.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="gone">
    /// By their names, the runs whose folder was moved or deleted while it was written: nothing in
    /// the suite's folder says it. None where left out.
    /// </param>
    public static SuiteTable Of(Suite suite, SuiteFolder folder, IReadOnlyDictionary<string, Problem>? gone = null)
    {
        var runs = suite.Runs.Select(run => (Run: run, State: RunState.Of(folder.Of(run)))).ToList();
        return new(
            suite,
            [
                .. suite
                    .Rows.SelectMany(row => runs.Where(run => run.Run.Row == row))
                    .Where(run => run.State is RunState.Finished)
                    .Select(run => (run.Run, SummaryOf(folder, run.Run, (RunState.Finished)run.State))),
            ],
            [
                .. runs.Where(run => run.State is not RunState.Finished)
                    .Select(run =>
                        run.State switch
                        {
                            _ when gone?.GetValueOrDefault(run.Run.Name) is { } moved =>
                                $"{run.Run.Name} failed: {moved}",
                            RunState.Failed failed => $"{run.Run.Name} failed: {string.Join(' ', failed.Problems)}",
                            RunState.Begun => $"{run.Run.Name} has begun and not finished",
                            _ => $"{run.Run.Name} has not begun",
                        }
                    ),
            ]
        );
    }

    // A recipe that was edited since is not what the figures come from.
    private static Summary SummaryOf(SuiteFolder folder, SuiteRun run, RunState.Finished state) =>
        state.Summary with
        {
            EditedRecipe = RecordedRecipe.Edits(folder.Of(run), run.Document),
        };

    /// <summary>Writes the table's files, each whole or not at all.</summary>
    public void Write(SuiteFolder folder)
    {
        var results = Results;
        var title = Suite.About.Length > 0 ? $"# {Suite.Name}\n\n{Suite.About}\n" : $"# {Suite.Name}\n";
        var lines = string.Concat(Unfinished.Select(line => $"\n{line}\n"));
        AtomicFile.WriteText(
            folder.Files,
            folder["table.md"],
            $"{title}\n{ResultMarkdown.Of(results)}{PublishedTable.Markdown(Published)}{lines}"
        );
        AtomicFile.WriteText(folder.Files, folder["table.csv"], ResultCsv.Of(results));
        AtomicFile.WriteJson(folder.Files, folder["table.json"], Answer());
        AtomicFile.WriteJson(
            folder.Files,
            folder["summary.json"],
            new { Methods = Finished.ToDictionary(run => run.Run.Name, run => run.Summary) }
        );
    }

    /// <summary>
    /// The finished runs by their rows, the first of which the others are compared with.
    /// </summary>
    /// <param name="folder">The suite's folder.</param>
    public RunComparison Compared(SuiteFolder folder) =>
        new([
            .. Finished
                .GroupBy(each => each.Run.Row.Name, each => ComparedRun.Of(folder.Of(each.Run), each.Run.Name))
                .Select(row => new ComparedMethod(row.Key, [.. row])),
        ]);

    /// <summary>The table for programs: the file <c>table.json</c>.</summary>
    /// <param name="folder">
    /// Where the runs are; the file, which lies there, does not say it.
    /// </param>
    public object Answer(string? folder = null) =>
        new
        {
            folder,
            suite = Suite.Name,
            Suite.About,
            Results.Rows,
            Published,
            Unfinished,
        };

    /// <summary>The page of the suite.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="isInside">Whether the page lies in it; its runs are linked then.</param>
    /// <param name="layout">What the comparison of its rows shows, and which way round.</param>
    public SuitePage Page(SuiteFolder folder, bool isInside, ComparisonLayout layout)
    {
        var runs = isInside ? Finished.Select(each => each.Run.Name) : [];
        var links = runs.Select(run => new RunLink(run, $"{Uri.EscapeDataString(run)}/{ReportFile.Name}"));
        return new(Suite.Name, Suite.About, Results, Unfinished, [.. links])
        {
            Compared = Compared(folder),
            Layout = layout,
        };
    }

    /// <summary>Shows the table, and of the demonstration what it means.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="isTransposed">Whether conditions are rows even where methods would fit.</param>
    public void Show(IAnsiConsole console, bool isTransposed = false)
    {
        console.WriteLine();
        ResultTable.Write(console, Results, isTransposed);
        PublishedTable.Write(console, Published);
        if (!Finished.Select(run => run.Run.Name).SequenceEqual(Demonstration.Recipes))
            return;
        if (Demonstration.Sentence([.. Finished.Select(run => (run.Run.Name, run.Summary))]) is { } sentence)
            console.WriteLine(sentence);
    }
}
