using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Suites.Fetching;
using RoCL.Suites.Folders;
using RoCL.Suites.Planning;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Spectre.Console;
using TorchSharp;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl run</c>: train, evaluate, report; or go on. Whatever is asked for is a suite, if only of
/// one recipe.
/// </summary>
internal sealed class RunVerb(
    SuiteSource source,
    SameRecipe same,
    TrustCheck check,
    RecordedInputs inputs,
    SuitePlanner planner,
    SuiteEngine engine,
    DataFetch fetch,
    IProgressView view,
    IFiles files,
    IAnsiConsole console,
    ErrorOutput errors,
    TimeProvider clock
)
{
    /// <summary>Runs; the exit code.</summary>
    public int Run(RunRequest request, Signals signals)
    {
        try
        {
            var prepared = Prepare(request, signals.Stop);
            if (prepared is not Result<PreparedSuite>.Ok { Value: var suite })
                return errors.Report(prepared.Problems);
            return request.PlanOnly ? ExitCode.Done : engine.Run(suite, signals);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped before the first step; what was fetched is kept.");
            return signals.ExitCode;
        }
    }

    private Result<PreparedSuite> Prepare(RunRequest request, CancellationToken stop)
    {
        var found = Targets.Begun(request.Targets) is { } begun ? Begun(begun, request) : New(request);
        if (found is not Result<SuiteInFolder>.Ok { Value: var (suite, folder) })
            return found.Problems;
        var trusted = check.Check(suite, folder, request.Trust);
        if (trusted is not Result<ImmutableDictionary<string, PluginChange>>.Ok { Value: var changes })
            return trusted.Problems;
        if (request.Fetch && fetch.Fetch(suite.Rows, stop) is Result<int>.Failed notFetched)
            return notFetched.Reasons;
        var ready = Looked(suite, folder, request);
        if (ready is Result<Suite>.Failed notReady)
            return notReady.Reasons;
        var chosen = Devices.Choose(request.Device);
        if (chosen is not Result<torch.Device>.Ok { Value: var device })
            return chosen.Problems;

        if (request.PlanOnly || !(suite.Alone || request.Unrehearsed))
            PlanView.Write(console, planner.Plan(suite, folder, device, stop));
        var prepared = new PreparedSuite(suite, folder, changes, request.GivenUp, device) { Lasting = request.Lasting };
        return request.PlanOnly ? prepared : Begin(prepared);
    }

    private Result<Suite> Looked(Suite suite, SuiteFolder folder, RunRequest request)
    {
        using var display = view.Begin();
        display.Show(WorkProgress.LookAhead);
        var lines = new DataLines(console);
        return planner.Check(
            suite,
            folder,
            (row, job) => inputs.Check(suite, folder, row, lines.Shown(job), request.Trust.AllowDataChange),
            beginsAtOnce: !request.PlanOnly
        );
    }

    private Result<PreparedSuite> Begin(PreparedSuite prepared)
    {
        var made = prepared.Folder.Begin(prepared.Suite);
        if (made is not Result<SuiteFolder>.Ok { Value: var folder })
            return made.Problems;
        var contents = prepared.Suite.Alone ? "" : ": a folder for each run, table.md, table.csv, table.json";
        console.WriteLine($"Results go to {folder.Root}{contents}.");
        return prepared with { Folder = folder };
    }

    private Result<SuiteInFolder> New(RunRequest request)
    {
        var root = request.Out ?? Targets.FolderFor(request.Targets, clock);
        var read = source.Of(Targets.NameOf(request.Targets), Targets.RecipesOf(request.Targets), request.Variation);
        if (read is not Result<Suite>.Ok { Value: var suite })
            return read.Problems;
        if (suite.Alone && RunFolder.Is(root))
            return same.In(new(files, root), suite.Runs[0]).Then(GoingOn);
        return SuiteFolder
            .For(files, suite, root)
            .Then<SuiteInFolder>(folder => new SuiteInFolder(suite with { Root = root }, folder));
    }

    private Result<SuiteInFolder> Begun(string root, RunRequest request)
    {
        var asked = request.Variation;
        if (request.Out is not null || !asked.IsOfSettings)
            return OwnRecipe(root);
        if (SuiteFileNames.AreIn(root))
        {
            return SuiteSource
                .In(files, root)
                .Then(suite => SuiteSource.Moved(suite, asked.Settings, () => OwnRecipe(root)))
                .Then<SuiteInFolder>(suite => new SuiteInFolder(
                    suite with
                    {
                        Root = root,
                    },
                    new SuiteFolder(files, root, Alone: false)
                ));
        }

        var run = new RunFolder(files, root);
        return Recorded(run)
            .Then(suite => SuiteSource.Moved(suite, asked.Settings, () => OwnRecipe(root)))
            .Then<SuiteInFolder>(suite => In(run, suite));
    }

    private static Result<SuiteInFolder> GoingOn(RunFolder run) =>
        Recorded(run).Then<SuiteInFolder>(suite => In(run, suite));

    private static Result<Suite> Recorded(RunFolder run) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then<Suite>(recipe => new Suite(run.Name, "", [], [new SuiteRow(run.Name, run.Recipe, recipe)]));

    private static SuiteInFolder In(RunFolder run, Suite suite) =>
        new(suite, new SuiteFolder(run.Files, run.Root, Alone: true));

    private static Problem OwnRecipe(string root) =>
        new(
            "ROCL0008",
            root,
            "The folder holds a run, which goes on by its own recipe.",
            "Leave out --set, --grid, --seed, --seeds and --out, or start a new run; only the place of data and of "
                + "other runs may be set, such as data.folder."
        );

    private sealed record SuiteInFolder(Suite Suite, SuiteFolder Folder);
}
