using RoCL.Reports.Results;
using RoCL.Reports.RunPages;
using RoCL.Reports.Tables;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl show</c>: what runs are doing or how they ended, from their files alone. TorchSharp is
/// not touched.
/// </summary>
internal sealed class ShowVerb(IAnsiConsole console, IFiles files, ErrorOutput errors, TimeProvider clock)
{
    /// <summary>Shows; the exit code.</summary>
    public int Run(ShowRequest request)
    {
        var folders = request.Runs;
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            return errors.Report(
                new Problem(
                    "ROCL0603",
                    missing,
                    "There is no folder of this name.",
                    "Name the folder of a run; `rocl show` lists those in runs/."
                )
            );
        }

        if (folders is [var only] && SuiteFileNames.AreIn(only))
            return Suite(only, request.Html);
        var runs = (
            folders.IsEmpty ? Below("runs") : folders.SelectMany(folder => LostRecipe.AndRunsIn(files, folder))
        ).ToList();
        if (runs.Count == 0)
        {
            if (!folders.IsEmpty)
            {
                return errors.Report(
                    new Problem(
                        "ROCL0603",
                        folders[0],
                        "The folder holds no run: there is no recipe.json in it.",
                        "Name the folder of a run."
                    )
                );
            }

            console.WriteLine("There is no run in runs/ yet; `rocl run` makes one.");
            return ExitCode.Done;
        }

        if (request.Html is { } file)
            return Written(file, () => RunReport.Of(runs[0]));
        var lines = new RunLines(console, clock);
        foreach (var run in runs)
            lines.Write(run);
        if (!folders.IsEmpty)
            RecipeComparison.Write(console, runs);
        ResultTable.Write(console, Results(runs, withLater: !folders.IsEmpty));
        return ExitCode.Done;
    }

    private int Written(string file, Func<string> page)
    {
        if (ReportFile.Problem(files, file, page) is { } problem)
            return errors.Report(problem);
        console.WriteLine($"The report is in {file}.");
        return ExitCode.Done;
    }

    private int Suite(string root, string? file) =>
        SuiteSource
            .In(files, root)
            .Match(
                suite =>
                {
                    var folder = new SuiteFolder(files, root, Alone: false);
                    if (file is not null)
                        return Written(file, () => SuiteTable.Of(suite, folder).Page(null).Text());
                    var lines = new RunLines(console, clock);
                    foreach (var run in suite.Runs.Select(folder.Of))
                        lines.Write(run, again: root);
                    SuiteTable.Of(suite, folder).Show(console);
                    return ExitCode.Done;
                },
                errors.Report
            );

    // What a run came to, and what was measured afterwards where runs are named.
    private static ImmutableArray<(string Name, Summary Summary)> Results(List<RunFolder> runs, bool withLater)
    {
        var names = RunNames.Of([.. runs]);
        var results = ImmutableArray.CreateBuilder<(string, Summary)>();
        for (var i = 0; i < runs.Count; i++)
        {
            if (SummaryFile.Read(runs[i]) is { } summary)
                results.Add((names[i], summary));
            var later = withLater ? LaterEvaluations.Of(runs[i]) : [];
            results.AddRange(later.Select(each => ($"{names[i]}, evaluated {each.Name}", each.Summary)));
        }

        return results.ToImmutable();
    }

    private IEnumerable<RunFolder> Below(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateDirectories(folder)
                .Order(StringComparer.Ordinal)
                .SelectMany(child => LostRecipe.AndRunsIn(files, child));
}
