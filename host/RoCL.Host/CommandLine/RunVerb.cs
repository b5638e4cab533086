using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Reports.Answers;
using RoCL.Reports.Results;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Reporting;
using RoCL.Suites.Asking;
using RoCL.Suites.Fetching;
using RoCL.Suites.Folders;
using RoCL.Suites.Planning;
using RoCL.Suites.Ranks;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using RoCL.Suites.Scheduling;
using Spectre.Console;
using TorchSharp;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl run</c>: train, evaluate, report; or go on. Whatever is asked for is a suite, if only of
/// one recipe.
/// </summary>
internal sealed class RunVerb(
    AskedSuites asked,
    ForkCheck forks,
    TrustCheck check,
    RecordedInputs inputs,
    SuitePlanner planner,
    SuitePlaces places,
    SuiteEngine engine,
    ClusterSuite cluster,
    RankedRuns ranks,
    DataFetch fetch,
    IProgressView view,
    ResultOutput output,
    IAnsiConsole console,
    TimeProvider clock
)
{
    /// <summary>Runs; the exit code.</summary>
    public int Run(RunRequest request, Signals signals)
    {
        if (!request.PlanOnly && ranks.Enters(request.Ranks))
            return ranks.Run(request.Ranks, () => Run(request, signals));
        if (request.StopAt is { } time)
            signals.StopAt(time, clock);
        try
        {
            if (places.Before(request.Targets, request.Placement, request.Trust.AllowRecipeChange) is { } code)
                return code;
            var prepared = ranks.Agreed(Prepare(request, signals.Stop));
            if (prepared is not Result<PreparedSuite>.Ok { Value: var suite })
                return places.NotPrepared(request.Targets, request.Placement, prepared.Problems);
            if (request.PlanOnly)
                return ExitCode.Done;
            if (request.Placement.IsOnCluster)
                return cluster.Run(suite, request.Placement, signals);
            return ranks.IsFollower ? ranks.Follow(suite, signals) : engine.Run(suite, signals);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine(
                "Stopped before the first step; what was fetched is kept. The same command begins again."
            );
            return signals.ExitCode;
        }
    }

    private Result<PreparedSuite> Prepare(RunRequest request, CancellationToken stop)
    {
        var found = asked.Find(request);
        if (found is not Result<AskedSuite>.Ok { Value: { Suite: var suite, Folder: var folder } place })
            return found.Problems;
        var chosenRow = RowChoice.Of(suite, request.Placement.Row);
        if (chosenRow is not Result<Suite>.Ok { Value: var rows })
            return chosenRow.Problems;
        var trusted = check.Check(rows, folder, request.Trust);
        if (trusted is not Result<ImmutableDictionary<string, PluginChange>>.Ok { Value: var changes })
            return trusted.Problems;
        var chosen = ranks.Device(request.Placement.IsOnCluster ? "cpu" : request.Device, request.Ranks);
        if (chosen is not Result<torch.Device>.Ok { Value: var device })
            return chosen.Problems;
        if (request.Fetch && fetch.Fetch(rows.Rows, stop) is Result<int>.Failed notFetched)
            return notFetched.Reasons;
        var ready = Looked(rows, folder, place.Fork?.Parent, request);
        if (ready is Result<Suite>.Failed notReady)
            return notReady.Reasons;
        var held = forks.Check(place, request.Trust);
        if (held is not Result<AskedSuite>.Ok { Value: var begins })
            return held.Problems;

        var plan = new Lazy<SuitePlan>(() => planner.Plan(suite, folder, device, stop));
        if (request.PlanOnly)
            output.Write(text => PlanView.Write(text, plan.Value), () => PlanView.Answer(plan.Value));
        else if (!(suite.Alone || request.Unrehearsed))
            PlanView.Write(console, plan.Value);
        var prepared = new PreparedSuite(suite, folder, changes, request.GivenUp, device)
        {
            Lasting = request.Lasting,
            Only = request.Placement.Row is { } row ? [row] : null,
        };
        if (request.PlanOnly || request.Placement.LeavesFolder)
            return prepared;
        return ranks.Agreed(prepared).Then(agreed => ranks.IsFollower ? agreed : Begin(agreed, begins));
    }

    private Result<Suite> Looked(Suite suite, SuiteFolder folder, RunFolder? parent, RunRequest request)
    {
        using var display = LookingAhead.In(view, clock);
        var lines = new DataLines(console);
        var isScript = request.Placement.IsDryRun;
        var mayChange = request.Trust.AllowDataChange;
        return planner.Check(
            suite,
            folder,
            (row, job) => inputs.Check(suite, folder, row, isScript ? job : lines.Shown(job), mayChange),
            row => RecordedInputs.DataOf(suite, folder, row, parent, mayChange),
            beginsAtOnce: !request.PlanOnly
        );
    }

    private Result<PreparedSuite> Begin(PreparedSuite prepared, AskedSuite begins)
    {
        var made = begins.Begin();
        if (made is not Result<SuiteFolder>.Ok { Value: var folder })
            return made.Problems;
        var contents = prepared.Suite.Alone ? "" : ": a folder for each run, table.md, table.csv, table.json";
        console.WriteLine($"Results go to {folder.Root}{contents}.");
        return prepared with { Folder = folder };
    }
}
