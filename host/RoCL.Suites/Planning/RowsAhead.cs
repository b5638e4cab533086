using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Suites.Planning;

/// <summary>
/// Looks at the rows of a suite before the first is trained. A row that names an earlier one meets
/// that row's model as its recipe builds it: heads, classes, shapes and widths are those that it
/// will have.
/// </summary>
/// <param name="jobs">Opens the rows.</param>
/// <param name="models">Opens the models of other runs.</param>
/// <param name="folder">Where the suite is; <see langword="null"/> where it has no folder.</param>
/// <param name="ahead">Looks at a row by itself.</param>
public sealed class RowsAhead(Jobs jobs, TrainedModels models, SuiteFolder? folder, RunsAhead ahead)
{
    // Rows that later ones name, and that can be asked.
    private readonly HashSet<string> _known = [];

    /// <summary>What else is asked of each row's job.</summary>
    public Func<SuiteRow, Job, Result<Job>>? Further { get; init; }

    /// <summary>What is asked of each row whose recipe cannot use its data.</summary>
    public Func<SuiteRow, DataChange>? DataOf { get; init; }

    /// <summary>Whether first steps are tried, or only where monitors follow them.</summary>
    public required bool TriesFirstSteps { get; init; }

    /// <summary>
    /// Whether the run goes on from a checkpoint of another: it needs no weights of <c>init</c>.
    /// </summary>
    public bool IsFork { get; init; }

    /// <summary>The suite; or everything that its rows would be refused for.</summary>
    /// <param name="suite">The suite.</param>
    public Result<Suite> Check(Suite suite)
    {
        var named = suite.Rows.SelectMany(row => RowReferences.In(row.Recipe)).ToHashSet();
        var checkedRuns = new List<Result<SuiteRun>>();
        foreach (var run in suite.Runs.DistinctBy(run => run.Row.Name))
            checkedRuns.Add(WaitsForData(run) ? jobs.Read(run).Then<SuiteRun>(_ => run) : Opened(run, named));
        return Result.All(checkedRuns).Then<Suite>(_ => suite);
    }

    private bool WaitsForData(SuiteRun run) => folder?.WaitsForData(run) ?? run.RunsOfData.Any();

    private Result<SuiteRun> Opened(SuiteRun run, HashSet<string> named)
    {
        var hangsOnRows = !RowReferences.In(run.Row.Recipe).All(_known.Contains);
        return jobs.Of(run, DataOf?.Invoke(run.Row))
            .Then(job => hangsOnRows ? job : WithModels(job, run))
            .Then(job => Further is null ? job : Further(run.Row, job))
            .Then(job => ahead.Check(job, hangsOnRows, IsTried(job, run)))
            .Then<SuiteRun>(job =>
            {
                if (named.Contains(run.Row.Name))
                    Foresee(run, job);
                return run;
            });
    }

    private Result<Job> WithModels(Job job, SuiteRun run) =>
        models
            .Check(job)
            .Then(_ =>
                IsFork || HasBegun(run) ? job : InitialWeights.Check(job.Plan).Then<Job>(found => Warned(job, found))
            );

    private Job Warned(Job job, IEnumerable<Problem> warnings)
    {
        ahead.Warn(warnings);
        return job;
    }

    // A row that has finished is there with its weights.
    private void Foresee(SuiteRun run, Job job)
    {
        _known.Add(run.Row.Name);
        if (folder is null || RunState.Of(folder.Of(run)) is not RunState.Finished)
            models.Foresee(Path.Combine(run.Root, run.Name), job);
    }

    private bool IsTried(Job job, SuiteRun run) =>
        run.Donor is null && !HasBegun(run) && (TriesFirstSteps || job.Recipe.Monitors.Count > 0);

    private bool HasBegun(SuiteRun run) => folder is not null && CheckpointStore.In(folder.Of(run)).Count > 0;
}
