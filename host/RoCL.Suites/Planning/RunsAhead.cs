using RoCL.Core;
using RoCL.Core.Ahead;
using RoCL.Core.Components;
using RoCL.Core.Plans;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Planning;

/// <summary>What is known of runs before their first steps.</summary>
/// <param name="errors">Where warnings go, each once.</param>
public sealed class RunsAhead(ErrorOutput errors)
{
    private readonly HashSet<Problem> _warned = [];

    /// <summary>The run, or everything that it would be refused for.</summary>
    /// <param name="job">The run.</param>
    /// <param name="hangsOnRows">
    /// Whether it names other rows of its suite, which may not be trained yet: an evaluation that
    /// asks another run's model is then not gone through.
    /// </param>
    /// <param name="trial">
    /// Whether a first step of few images is tried: where none of the run's own follows at once.
    /// </param>
    public Result<Job> Check(Job job, bool hangsOnRows, bool trial = false)
    {
        Warn(PlanWarnings.Of(job.Plan).Concat(job.DataWarnings));
        var isTried = trial && !(hangsOnRows && TrainsByOtherRuns(job.Plan));
        return Look(
            job,
            hangsOnRows ? WithoutOtherRuns(job.Plan) : job.Plan,
            isTried ? new(job.Train, job.HeldOut) : null
        );
    }

    private static bool TrainsByOtherRuns(Plan plan) =>
        !plan.Bindings.Teachers.IsEmpty || plan.Recipe.Views.SelectMany(view => view.Uses).Any(AsksModel);

    // What it begins with and which teachers it has changes no shape: neither is opened for this.
    private static Plan WithoutOtherRuns(Plan plan) =>
        plan with
        {
            Bindings = plan.Bindings with
            {
                Evaluations = [.. plan.Bindings.Evaluations.Where(evaluation => !AsksModel(evaluation.Use))],
            },
        };

    private static bool AsksModel(ComponentUse use) =>
        use.WithInner.SelectMany(inner => inner.Options.Values).Any(value => value.Models.Any());

    private Result<Job> Look(Job job, Plan plan, TrialImages? trial)
    {
        var outlook = EvaluationsAhead.Look(plan, new(job.Train, job.Test), Memory(), trial);
        Warn(outlook.Warnings);
        return outlook.Problems.IsEmpty ? job : outlook.Problems;
    }

    // Of a GPU it is not known which device the run will take.
    private static long Memory() =>
        TorchSharp.torch.cuda.is_available() ? long.MaxValue : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Warns of what was not said before.</summary>
    /// <param name="warnings">What else is known.</param>
    public void Warn(IEnumerable<Problem> warnings)
    {
        foreach (var warning in warnings)
        {
            if (_warned.Add(warning))
                errors.Warn($"{warning}");
        }
    }
}
