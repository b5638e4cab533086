using RoCL.Contracts.Testing;
using RoCL.Plugins.Checking;
using RoCL.Reports.Answers;
using RoCL.Reports.Results;
using RoCL.Runs.Checking;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Replay;
using RoCL.Runs.Reporting;
using RoCL.Suites.Asking;
using RoCL.Suites.Planning;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>What <c>rocl check</c> is asked for.</summary>
/// <param name="Targets">Plugins, recipes, suites, runs, steps that failed.</param>
/// <param name="Uses">Components with options, as recipes write them.</param>
/// <param name="Cases">For each law; 12, and fewer where they take long, when not said.</param>
/// <param name="Seed">Where cases come from.</param>
/// <param name="Device">Where a step that failed is taken again.</param>
internal sealed record CheckRequest(
    ImmutableArray<string> Targets,
    ImmutableArray<string> Uses,
    int? Cases,
    int Seed,
    string Device
);

/// <summary>
/// <c>rocl check</c>: plugins held to the laws of their contracts, recipes read and planned,
/// checkpoints verified, failed steps taken again.
/// </summary>
internal sealed class CheckVerb(
    PluginCheck plugins,
    StepReplay replay,
    Watch watch,
    SuiteSource source,
    SuitePlanner planner,
    RunInputs inputs,
    IFiles files,
    ResultOutput output,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    private const int Cases = 12; // a turn of --watch takes under five seconds
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Checks everything; 0 when all is well, else the exit code of the first problem.
    /// </summary>
    public int Run(CheckRequest request, Signals signals)
    {
        var settings = new LawSettings(request.Cases ?? Cases, request.Seed, request.Cases is null ? Patience : null);
        try
        {
            ImmutableArray<Problem> problems =
            [
                .. request
                    .Targets.Select(CheckTarget.Of)
                    .SelectMany(target =>
                        target switch
                        {
                            CheckTarget.Plugin plugin => plugins.Check(
                                plugin.Path,
                                request.Uses,
                                settings,
                                signals.Stop
                            ),
                            CheckTarget.Recipe recipe => Recipe(recipe.Path),
                            CheckTarget.Step step => replay.Check(step.Path, request.Device, signals.Stop),
                            CheckTarget.Run run =>
                            [
                                .. LostRecipe.AndRunsIn(files, run.Path).SelectMany(each => Verified(each)),
                            ],
                            _ =>
                            [
                                new Problem(
                                    "ROCL0251",
                                    target.Path,
                                    "There is nothing to check: no file, folder or shipped recipe has this name.",
                                    "Name a C# file, an assembly, a plugin's folder, a recipe or a run."
                                ),
                            ],
                        }
                    ),
            ];
            if (output.AsJson)
                output.Write(_ => { }, () => new { Ok = problems.IsEmpty, problems });
            return problems.IsEmpty ? ExitCode.Done : errors.Report(problems);
        }
        catch (OperationCanceledException)
        {
            return signals.ExitCode;
        }
    }

    /// <summary>Checks again at each save; the exit code of what ended it.</summary>
    public int Again(CheckRequest request, IReadOnlyList<string> arguments, Signals signals) =>
        request.Targets.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing
            ? errors.Report(
                new Problem("ROCL0251", missing, "There is nothing to watch at this path.", "Name files and folders.")
            )
            : watch.Run(request.Targets, arguments, signals);

    private ImmutableArray<Problem> Recipe(string path)
    {
        var lines = new DataLines(console);
        return source
            .Of(Path.GetFileNameWithoutExtension(path), [path], Variation.None)
            .Then(suite => planner.Check(suite, further: (_, job) => lines.Shown(job)))
            .Match(
                suite =>
                {
                    PlainColumns.Line(console, $"{path}: {(suite.Alone ? "recipe" : "suite")}", bold: true);
                    foreach (var row in suite.Rows)
                    {
                        CheckView.Sound(
                            console,
                            $"{row.Name}: its components are there and go together, and its data opens"
                        );
                    }

                    return ImmutableArray<Problem>.Empty;
                },
                problems => problems
            );
    }

    private ImmutableArray<Problem> Verified(RunFolder run)
    {
        PlainColumns.Line(console, $"{run.Root}: run", bold: true);
        var checkpoints = new CheckpointStore(run, errors.Warn).Verify().ToList();
        foreach (var (folder, _) in checkpoints.Where(checkpoint => checkpoint.Problems.IsEmpty))
            CheckView.Sound(console, $"{Path.GetFileName(folder)} is what its manifest says");
        var problems = checkpoints.SelectMany(checkpoint => checkpoint.Problems).ToList();
        if (checkpoints.Count == 0)
            problems.Add(Untrained.Problem(run));
        if ((LostRecipe.In(run.Root) ?? RecordedRecipe.Edited(run)) is { } lostOrEdited)
            problems.Add(lostOrEdited);
        var records = new RunRecords(run);
        if (records.KnownGaps is { IsEmpty: false } gaps)
            CheckView.Known(console, $"{Path.GetFileName(run.Metrics)} lacks {StepSpan.Text("step", gaps)}");
        foreach (var line in WentOn.In(run))
            CheckView.Known(console, line);
        problems.AddRange(records.Problems());
        if (RunFolder.Is(run.Root))
            problems.AddRange(inputs.Verify(run));
        return [.. problems];
    }
}
