using RoCL.Core.Plans;

namespace RoCL.Runs.Results;

/// <summary>The warnings of a run, as its summary has them.</summary>
public static class Warnings
{
    /// <summary>
    /// Those of its plan, and those that came later; <see langword="null"/> for none.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="later">Those of its data and of its training.</param>
    /// <param name="evaluations">What was measured.</param>
    public static IReadOnlyList<Problem>? Of(
        Plan plan,
        IEnumerable<Problem> later,
        IReadOnlyList<EvaluationSummary> evaluations
    )
    {
        ImmutableArray<Problem> all =
        [
            .. PlanWarnings
                .Of(plan)
                .Concat(later)
                .Concat(ChanceWarnings.Of(evaluations))
                .Concat(OnlyClassWarnings.Of(evaluations))
                .Distinct(),
        ];
        return all.IsEmpty ? null : all;
    }
}
