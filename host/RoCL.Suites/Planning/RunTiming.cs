using System.Text.Json.Nodes;
using RoCL.Core.Models;
using RoCL.Runs.Files;
using RoCL.Runs.Machine;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using TorchSharp;

namespace RoCL.Suites.Planning;

/// <summary>Times the first steps of runs and a little of their evaluations.</summary>
/// <param name="estimate">Estimates the evaluations.</param>
/// <param name="device">Where arithmetic runs.</param>
/// <param name="files">The disk, which has the cache.</param>
/// <param name="clock">Measures.</param>
/// <param name="errors">Where it is said why a time is not known.</param>
/// <param name="stop">Asks to stop.</param>
public sealed class RunTiming(
    IEvaluationEstimate estimate,
    torch.Device device,
    IFiles files,
    TimeProvider clock,
    ErrorOutput errors,
    CancellationToken stop
)
{
    private const string NoRun = "ROCL0603";

    /// <summary>How long a run takes, as far as that is known.</summary>
    /// <param name="job">The run.</param>
    /// <param name="namesRows">
    /// Whether it takes models of other rows, which may not be trained yet.
    /// </param>
    /// <param name="step">Seconds a step, where another run has the same.</param>
    /// <param name="finished">The runs of the suite that have finished.</param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public RunTimes Of(
        Job job,
        bool namesRows,
        double? step,
        IReadOnlyList<(JsonObject Recipe, Summary Summary)> finished
    )
    {
        stop.ThrowIfCancellationRequested();
        var known = new RunTimes(job.Plan.Steps, step, null);
        try
        {
            using var model = Model.Build(BFloat16Speed.WithSuitablePrecision(job.Plan, device, files), device);
            model.Begin();
            known = known with { StateBytes = model.StateBytes() };
            known = known with { Step = step ?? Pace.Of(job, model, clock, stop) };
            return known with { Measuring = estimate.Seconds(job, model, finished, stop) };
        }
        catch (ProblemException fault)
        {
            // A row that is not trained yet is no fault: its time is not known so far.
            if (!namesRows || fault.Problems.Any(problem => problem.Code != NoRun))
                WarnThatUnknown(job, fault, known.Step is null ? "training" : "measuring");
            return known;
        }
    }

    // What fails on weights that are not trained may work on trained ones: it is no refusal.
    private void WarnThatUnknown(Job job, ProblemException fault, string work)
    {
        foreach (var problem in fault.Problems)
        {
            var warning = new Problem(
                "ROCL0295",
                job.Recipe.Source,
                $"The time of {work} cannot be estimated: {problem}",
                "Look at it now: the run may fail there too."
            );
            errors.Warn($"{warning}");
        }
    }
}
