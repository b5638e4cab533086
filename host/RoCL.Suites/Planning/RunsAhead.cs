using RoCL.Core;
using RoCL.Core.Ahead;
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
    /// Whether it names other rows of its suite, which may not be trained yet: its evaluations are
    /// then not gone through.
    /// </param>
    public Result<Job> Check(Job job, bool hangsOnRows)
    {
        Warn([.. PlanWarnings.Of(job.Plan), .. job.DataWarnings]);
        return hangsOnRows ? job : Look(job);
    }

    private Result<Job> Look(Job job)
    {
        var outlook = EvaluationsAhead.Look(job.Plan, new(job.Train, job.Test), Memory());
        Warn(outlook.Warnings);
        return outlook.Problems.IsEmpty ? job : outlook.Problems;
    }

    // Of a GPU it is not known which device the run will take.
    private static long Memory() =>
        TorchSharp.torch.cuda.is_available() ? long.MaxValue : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private void Warn(ImmutableArray<Problem> warnings)
    {
        foreach (var warning in warnings)
        {
            if (_warned.Add(warning))
                errors.Warn($"{warning}");
        }
    }
}
