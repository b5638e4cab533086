using RoCL.Core.Plans;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Results;

/// <summary>The warnings of a run, as its summary has them.</summary>
public static class Warnings
{
    /// <summary>
    /// Those of its plan and its data, and those that came later; <see langword="null"/> for none.
    /// </summary>
    /// <param name="job">The run.</param>
    /// <param name="later">Those of its training.</param>
    /// <param name="evaluations">What was measured.</param>
    public static IReadOnlyList<Problem>? Of(
        Job job,
        IEnumerable<Problem> later,
        IEnumerable<EvaluationSummary> evaluations
    )
    {
        ImmutableArray<Problem> all =
        [
            .. PlanWarnings
                .Of(job.Plan)
                .Concat(job.DataWarnings)
                .Concat(later)
                .Concat(ChanceWarnings.Of(evaluations))
                .Distinct(),
        ];
        return all.IsEmpty ? null : all;
    }
}
