using RoCL.Reports.Results;
using RoCL.Runs.Results;

namespace RoCL.Reports.Comparing;

/// <summary>Two methods under one condition of one evaluation.</summary>
/// <param name="First">The method that the other is compared with.</param>
/// <param name="Second">The other.</param>
/// <param name="Evaluation">The evaluation's name.</param>
/// <param name="Condition">The condition's name.</param>
internal sealed record MethodPair(ComparedMethod First, ComparedMethod Second, string Evaluation, string Condition)
{
    /// <summary>Whether both have measured the condition.</summary>
    public bool IsMeasured => !Measured(First).IsEmpty && !Measured(Second).IsEmpty;

    /// <summary>
    /// Whether the attacks of both have the same options; an older version did not record them.
    /// </summary>
    public bool HasSameAttacks =>
        Measured(First)
            .Concat(Measured(Second))
            .Where(condition => condition.Attacks is not null)
            .Select(condition => string.Join(" + ", condition.Attacks!))
            .Distinct()
            .Count() <= 1;

    /// <summary>
    /// The first setting, beside those of attacks, by which the condition is not made alike:
    /// <c>smoothed.samples 2 -> 10</c>; <see langword="null"/> where none is known.
    /// </summary>
    public string? OtherSetting
    {
        get
        {
            var first = First.Runs[0];
            var same = Second.Runs.FirstOrDefault(run => run.Seed == first.Seed);
            var second = same ?? Second.Runs[0];
            return EvaluationSettings
                .Differences(
                    first.Evaluations.GetValueOrDefault(Evaluation),
                    second.Evaluations.GetValueOrDefault(Evaluation),
                    Measured(First)[0]
                )
                .Where(fact => same is not null || !First.HasSeeds || !EvaluationSettings.IsOfNetwork(fact))
                .Select(fact => $"{fact}")
                .FirstOrDefault();
        }
    }

    /// <summary>Mean accuracy of the second minus that of the first, from -1 to 1.</summary>
    public double MeanDifference =>
        Measured(Second).Average(condition => condition.Accuracy)
        - Measured(First).Average(condition => condition.Accuracy);

    /// <summary>The accuracy of each seed that has measured the condition.</summary>
    /// <param name="method">One of the two.</param>
    public ImmutableSortedDictionary<string, double> AccuraciesOf(ComparedMethod method) =>
        method
            .Runs.Select(run => (run.Seed, Measured: method with { Runs = [run] }))
            .Select(each => (each.Seed, Conditions: Measured(each.Measured)))
            .Where(each => !each.Conditions.IsEmpty)
            .DistinctBy(each => each.Seed)
            .ToImmutableSortedDictionary(
                each => each.Seed ?? "",
                each => each.Conditions[0].Accuracy,
                StringComparer.Ordinal
            );

    /// <summary>The difference of the two.</summary>
    /// <param name="difference">Accuracy of the second minus that of the first.</param>
    /// <param name="verdict">Whether it is larger than the noise.</param>
    /// <param name="evidence">What the verdict follows from.</param>
    public ConditionDifference With(double difference, NoiseVerdict verdict, string evidence) =>
        new(Second.Name, Evaluation, Condition, difference, verdict, evidence);

    private ImmutableArray<ConditionSummary> Measured(ComparedMethod method) => method.Measured(Evaluation, Condition);
}
