using RoCL.Core.Evaluation;

namespace RoCL.Runs.Results;

/// <summary>
/// Signs of masked gradients for the worst case of several attacks, which no attack of its own
/// makes: it may be too high where all of them may be.
/// </summary>
internal static class WorstCaseSigns
{
    /// <summary>
    /// The signs of all its attacks; <see langword="null"/> where one has none, or where it is no
    /// worst case.
    /// </summary>
    /// <param name="worst">The condition.</param>
    /// <param name="all">All conditions of the evaluation.</param>
    /// <param name="evidence">What was looked for in the whole evaluation.</param>
    public static IReadOnlyList<string>? Of(
        Condition worst,
        IReadOnlyList<Condition> all,
        IReadOnlyList<Evidence> evidence
    )
    {
        if (worst.Attacks.Count < 2)
            return null;
        var signs = all.Where(condition => IsPart(condition, worst))
            .Select(condition => MaskingSigns.Of(evidence, condition.Name))
            .ToList();
        return signs.Count < 2 || signs.Contains(null) ? null : [.. signs.SelectMany(each => each!).Distinct()];
    }

    private static bool IsPart(Condition condition, Condition worst) =>
        condition.Attacks is [var attack]
        && worst.Attacks.Contains(attack)
        && (worst.Threat is null || worst.Threat == condition.Threat)
        && worst.Correct.Zip(condition.Correct).All(image => !image.First || image.Second);
}
