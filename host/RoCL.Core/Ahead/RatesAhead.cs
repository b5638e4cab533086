using RoCL.Core.Plans;

namespace RoCL.Core.Ahead;

/// <summary>
/// Asks for learning rates from the first step to the last: they are numbers of the recipe alone,
/// so one that no step can take is found before any step is taken.
/// </summary>
internal static class RatesAhead
{
    private const long Most = 2000;

    /// <summary>Asks for the rates of a training.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <exception cref="ProblemException">
    /// ROCL0386: a rate is not finite, or below 0; and what the component throws.
    /// </exception>
    public static void Look(Plan plan)
    {
        foreach (var step in Spread(plan.Steps))
            plan.RequireRates(plan.MomentOf(step));
    }

    /// <summary>All steps where they are few, else some from the first to the last.</summary>
    /// <param name="steps">The number of steps.</param>
    public static IEnumerable<long> Spread(long steps)
    {
        var chosen = Math.Min(steps, Most);
        for (long i = 0; i < chosen; i++)
            yield return chosen == 1 ? 0 : i * (steps - 1) / (chosen - 1);
    }
}
