namespace RoCL.Runs.Results;

/// <summary>The accuracy under one condition.</summary>
/// <param name="Name">Such as <c>clean</c> or <c>pgd linf 0.0314</c>.</param>
/// <param name="Threat">The threat model; none for clean images.</param>
/// <param name="Accuracy">From 0 to 1.</param>
/// <param name="Interval">The 95 % interval of Wilson.</param>
/// <param name="Images">How many images it was measured on.</param>
/// <param name="Seconds">The attack's wall time.</param>
/// <param name="PerClass">The accuracy of each class, by its name.</param>
public sealed record ConditionSummary(
    string Name,
    string? Threat,
    double Accuracy,
    IReadOnlyList<double> Interval,
    int Images,
    double Seconds,
    IReadOnlyDictionary<string, double> PerClass
)
{
    /// <summary>
    /// The attacks with all their options; of a worst case, all that it is made of. None without an
    /// attack, and where an older version wrote the file.
    /// </summary>
    public IReadOnlyList<AttackSummary>? Attacks { get; init; }

    /// <summary>
    /// Signs that the accuracy may be too high, in sentences; <see langword="null"/> for none.
    /// </summary>
    public IReadOnlyList<string>? Signs { get; init; }

    /// <summary>
    /// The family whose mean accuracy tables show; <see langword="null"/> for none.
    /// </summary>
    public string? Family { get; init; }

    /// <summary>From what an evaluation found, image by image.</summary>
    public static ConditionSummary Of(Condition condition, IImages test)
    {
        var accuracy = Core.Evaluation.Accuracy.Of(condition.Correct);
        var labels = test.Labels?.data<long>().ToArray() ?? [];
        return new(
            condition.Name,
            condition.Threat?.ToString(),
            accuracy.Share,
            [accuracy.Interval.Low, accuracy.Interval.High],
            accuracy.Images,
            condition.Seconds,
            Core.Evaluation.Accuracy.PerClass(condition.Correct, labels)
                .ToDictionary(ofClass => test.Classes[ofClass.Key], ofClass => ofClass.Value.Share)
        )
        {
            Attacks = condition.Attacks.Count == 0 ? null : [.. condition.Attacks.Select(AttackSummary.Of)],
            Family = condition.Family,
        };
    }
}
