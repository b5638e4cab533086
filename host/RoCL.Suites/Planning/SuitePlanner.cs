using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using TorchSharp;

namespace RoCL.Suites.Planning;

/// <summary>
/// Plans a suite: what is done, what shares a training, and about how long the rest will take.
/// </summary>
public sealed class SuitePlanner(
    Jobs jobs,
    TrainedModels models,
    IFiles files,
    IEvaluationEstimate estimate,
    IProgressView view,
    TimeProvider clock,
    ErrorOutput errors
)
{
    /// <summary>
    /// Whether every row can run: its components are there and go together, its data opens, and the
    /// models of other runs that it names are there; its evaluations are gone through on a network
    /// that is not trained, and so are those that ask the models of earlier rows. Each warning is
    /// written once.
    /// </summary>
    /// <param name="suite">The suite.</param>
    /// <param name="folder">
    /// Where it is or will be: a run that has begun no longer needs the weights of its
    /// <c>init</c>.
    /// </param>
    /// <param name="further">What else is asked of each row's job.</param>
    /// <param name="dataOf">What is asked of each row whose recipe cannot use its data.</param>
    /// <param name="beginsAtOnce">
    /// Whether training follows at once: a single run's first step then says by itself what is
    /// wrong with it, and is not tried before.
    /// </param>
    public Result<Suite> Check(
        Suite suite,
        SuiteFolder? folder = null,
        Func<SuiteRow, Job, Result<Job>>? further = null,
        Func<SuiteRow, DataChange>? dataOf = null,
        bool beginsAtOnce = false
    )
    {
        var look = new RowsAhead(jobs, models, folder, new(errors))
        {
            Further = further,
            DataOf = dataOf,
            TriesFirstSteps = !(suite.Alone && beginsAtOnce),
            IsFork = suite.BegunAt is not null,
        };
        try
        {
            return look.Check(suite);
        }
        finally
        {
            models.ForgetForeseen();
        }
    }

    /// <summary>
    /// The plan. A few steps of each distinct training that is left are taken for it, once for all
    /// seeds.
    /// </summary>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public SuitePlan Plan(Suite suite, SuiteFolder folder, torch.Device device, CancellationToken stop)
    {
        var runs = suite.Runs.Select(run => (Run: run, State: RunState.Of(folder.Of(run)))).ToList();
        var finished = runs.Where(run => run.State is RunState.Finished)
            .Select(run => (run.Run.Document, ((RunState.Finished)run.State).Summary))
            .ToList();
        var left = runs.Where(run => run.State is not RunState.Finished)
            .Select(run => run.Run)
            .DistinctBy(run => run.Row.Name)
            .ToList();
        var times = left.Count == 0 ? [] : TimesOf(left, device, finished, stop);
        return new(
            suite,
            [
                .. runs.Select(run =>
                    run.State is RunState.Finished { Summary: var summary }
                        ? new(run.Run, run.State, summary.Steps, 0, 0)
                        : Left(run.Run, run.State, suite.BegunAt ?? TrainedIn(folder, run.Run), times[run.Run.Row.Name])
                ),
            ]
        );
    }

    private Dictionary<string, RunTimes> TimesOf(
        List<SuiteRun> left,
        torch.Device device,
        List<(System.Text.Json.Nodes.JsonObject, Summary)> finished,
        CancellationToken stop
    )
    {
        var known = new Dictionary<string, RunTimes>();
        using var display = view.Begin();
        foreach (var run in left)
        {
            display.Show(new WorkProgress("timing the first steps", known.Count, left.Count));
            var first = run.Donor is { } donor ? known.GetValueOrDefault(donor.Row.Name)?.Step : null;
            var timing = new RunTiming(estimate, device, files, clock, errors, stop);
            var times = jobs.Of(run)
                .Match(job => timing.Of(job, run.NamesRows, first, finished), _ => new RunTimes(0, null, null));
            known.Add(run.Row.Name, times);
        }

        display.Show(new WorkProgress("timing the first steps", left.Count, left.Count));
        return known;
    }

    private static long TrainedIn(SuiteFolder folder, SuiteRun run) => CheckpointStore.TrainedSteps(folder.Of(run));

    private static PlannedRun Left(SuiteRun run, RunState state, long trained, RunTimes times)
    {
        var training = run.Donor is not null && trained == 0 ? 0 : (times.Steps - trained) * times.Step;
        return new(run, state, times.Steps, training, times.Measuring) { StateBytes = times.StateBytes };
    }
}
