using RoCL.Core.Plans;

namespace RoCL.Runs.Results;

/// <summary>The warnings of a run, as its summary has them.</summary>
public static class Warnings
{
    /// <summary>
    /// Those of its plan, and those that came later; <see langword="null"/> for none.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="later">Those of its training.</param>
    public static IReadOnlyList<Problem>? Of(Plan plan, IEnumerable<Problem> later)
    {
        ImmutableArray<Problem> all = [.. PlanWarnings.Of(plan).Concat(later).Distinct()];
        return all.IsEmpty ? null : all;
    }
}
