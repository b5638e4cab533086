using RoCL.Reports.Comparing;
using RoCL.Reports.Following;
using RoCL.Reports.Listing;
using RoCL.Reports.Results;
using RoCL.Reports.RunPages;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Showing;

/// <summary>
/// <c>rocl show</c>: what runs are doing or how they ended, from their files alone. TorchSharp is
/// not touched.
/// </summary>
/// <param name="console">Where it is shown.</param>
/// <param name="files">The disk.</param>
/// <param name="errors">Where problems are written.</param>
/// <param name="clock">Says how long ago a step was.</param>
public sealed class ShownRuns(IAnsiConsole console, IFiles files, ErrorOutput errors, TimeProvider clock)
{
    private static readonly TimeSpan UntilNextLook = TimeSpan.FromSeconds(2);

    /// <summary>Shows; the exit code.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="stop">What ends the following of runs.</param>
    public int Run(ShowRequest request, CancellationToken stop)
    {
        var named = new NamedRuns(files, request.Runs);
        if ((request.Contradiction ?? named.Missing) is { } problem)
            return errors.Report(problem);
        if (request.IsFollowing && !IsFollowedToTheEnd(request.Runs, stop))
            return ExitCode.Done;
        if (request.Events is { } events)
            return Write.Events(named.All, events);
        if (request.Runs is [var only] && SuiteFileNames.AreIn(only))
            return Suite(only, request);

        var runs = named.All;
        if (runs.Count == 0)
        {
            console.WriteLine("There is no run in runs/ yet; `rocl run` makes one.");
            return ExitCode.Done;
        }

        if (request.Html is { } file)
            return Write.Page(file, () => PageOf(runs, request.Layout));
        if (ListedFolder(request.Runs) is { } listed)
        {
            new RunList(console, clock).Write(runs, listed);
            return ExitCode.Done;
        }

        var lines = new RunLines(console, clock);
        foreach (var run in runs)
            lines.Write(run);
        new ComparisonView(console, request.Layout).Write(RunComparison.Of(runs));
        return ExitCode.Done;
    }

    private WrittenReports Write => new(console, files, errors);

    private bool IsFollowedToTheEnd(ImmutableArray<string> folders, CancellationToken stop) =>
        new RunFollowing(console, clock).Follow(
            () => [.. folders.SelectMany(FollowedIn)],
            () => !stop.WaitHandle.WaitOne(UntilNextLook)
        );

    // Of a suite, also those that have not begun.
    private IEnumerable<RunFolder> FollowedIn(string folder)
    {
        if (!SuiteFileNames.AreIn(folder))
            return LostRecipe.AndRunsIn(files, folder);
        var suite = new SuiteFolder(files, folder, Alone: false);
        return SuiteSource.In(files, folder).Match(read => read.Runs.Select(suite.Of), _ => []);
    }

    // What is named are runs; a folder with several in it is a list of them.
    private static string? ListedFolder(ImmutableArray<string> folders) =>
        folders switch
        {
            [] => NamedRuns.UsualFolder,
            [var only] when !RunFolder.Is(only) && !LostRecipe.Is(only) => only,
            _ => null,
        };

    private static string PageOf(IReadOnlyList<RunFolder> runs, ComparisonLayout layout) =>
        runs is [var only] ? RunReport.Of(only) : new ComparisonPage(RunComparison.Of(runs), layout).Text();

    private int Suite(string root, ShowRequest request) =>
        SuiteSource.In(files, root).Match(suite => Suite(suite, root, request), errors.Report);

    private int Suite(Suite suite, string root, ShowRequest request)
    {
        var folder = new SuiteFolder(files, root, Alone: false);
        var table = SuiteTable.Of(suite, folder);
        if (request.Html is { } file)
            return Write.Page(file, () => table.Page(folder, isInside: false, request.Layout).Text());

        var lines = new RunLines(console, clock);
        foreach (var run in suite.Runs.Select(folder.Of))
            lines.Write(run, again: root);
        var compared = table.Compared(folder);
        var view = new ComparisonView(console, request.Layout);
        view.WriteFacts(compared);
        table.Show(console, request.Layout.IsTransposed);
        view.WriteDifferences(compared);
        return ExitCode.Done;
    }
}
