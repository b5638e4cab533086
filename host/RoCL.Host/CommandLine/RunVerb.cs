using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Machine;
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

/// <summary>What <c>rocl run</c> is asked for.</summary>
/// <param name="Targets">
/// Recipes, one suite, or the folder of a run or a suite; none for the demonstration.
/// </param>
/// <param name="Variation">Other values and seeds than those of the files.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="Out">The folder for the results.</param>
/// <param name="PlanOnly">Whether the plan is shown and nothing else is done.</param>
/// <param name="Fetch">Whether missing data is fetched first.</param>
/// <param name="Plugins">What is asked of plugins.</param>
/// <param name="GivenUp">Runs of a suite that the supervisor has given up.</param>
/// <param name="Unrehearsed">
/// Whether a suite begins without its plan, which takes a step of each of its recipes.
/// </param>
internal sealed record RunRequest(
    ImmutableArray<string> Targets,
    Variation Variation,
    string Device,
    string? Out,
    bool PlanOnly,
    bool Fetch,
    PluginDemand Plugins,
    ImmutableHashSet<string> GivenUp,
    bool Unrehearsed
);

/// <summary>
/// <c>rocl run</c>: train, evaluate, report; or go on. Whatever is asked for is a suite, if only of
/// one recipe.
/// </summary>
internal sealed class RunVerb(
    SuiteSource source,
    TrustCheck check,
    SuitePlanner planner,
    SuiteEngine engine,
    DataFetch fetch,
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
            return (Targets.Begun(request.Targets) is { } begun ? Begun(begun, request) : New(request))
                .Then(asked =>
                    check
                        .Check(asked.Suite, asked.Folder, request.Plugins)
                        .Then(changes =>
                            (request.Fetch ? fetch.Fetch(asked.Suite.Rows, signals.Stop) : 0)
                                .Then(_ => planner.Check(asked.Suite))
                                .Then(_ => Devices.Choose(request.Device))
                                .Then(device => Work(asked.Suite, asked.Folder, changes, device, request, signals))
                        )
                )
                .Match(code => code, errors.Report);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped before the first step; what was fetched is kept.");
            return signals.ExitCode;
        }
    }

    private Result<(Suite Suite, SuiteFolder Folder)> New(RunRequest request)
    {
        var root = request.Out ?? Targets.FolderFor(request.Targets, clock);
        return source
            .Of(Targets.NameOf(request.Targets), Targets.RecipesOf(request.Targets), request.Variation)
            .Then(suite =>
                SuiteFolder
                    .For(files, suite, root)
                    .Then<(Suite, SuiteFolder)>(folder => (suite with { Root = root }, folder))
            );
    }

    private Result<(Suite Suite, SuiteFolder Folder)> Begun(string root, RunRequest request)
    {
        if (!request.Variation.Empty || request.Out is not null)
        {
            return new Problem(
                "ROCL0008",
                root,
                "is a run, and it goes on by its own recipe.",
                "Leave out --set, --grid, --seed, --seeds and --out, or start a new run."
            );
        }

        return SuiteFolder.Is(root)
            ? SuiteSource
                .In(files, root)
                .Then<(Suite, SuiteFolder)>(suite =>
                    (suite with { Root = root }, new SuiteFolder(files, root, Alone: false))
                )
            : Only(new RunFolder(files, root))
                .Then<(Suite, SuiteFolder)>(suite => (suite, new SuiteFolder(files, root, Alone: true)));
    }

    private static Result<Suite> Only(RunFolder run) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then<Suite>(recipe => new Suite(run.Name, "", [], [new(run.Name, run.Recipe, recipe)]));

    private Result<int> Work(
        Suite suite,
        SuiteFolder folder,
        ImmutableDictionary<string, PluginChange> changes,
        torch.Device device,
        RunRequest request,
        Signals signals
    )
    {
        if (request.PlanOnly || !(suite.Alone || request.Unrehearsed))
            PlanView.Write(console, planner.Plan(suite, folder, device, signals.Stop));
        if (request.PlanOnly)
            return ExitCode.Done;
        return folder
            .Begin(suite)
            .Then<int>(made =>
            {
                var besides = suite.Alone ? "" : ": a folder for each run, table.md, table.csv, table.json";
                console.WriteLine($"Results go to {made.Root}{besides}.");
                return engine.Run(suite, made, changes, request.GivenUp, device, signals);
            });
    }
}
