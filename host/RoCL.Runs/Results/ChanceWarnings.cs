using RoCL.Core.Numbers;

namespace RoCL.Runs.Results;

/// <summary>Accuracies on clean images that guessing gives too: ROCL0289.</summary>
public static class ChanceWarnings
{
    /// <summary>All of them.</summary>
    /// <param name="evaluations">What was measured.</param>
    public static IEnumerable<Problem> Of(IEnumerable<EvaluationSummary> evaluations) =>
        from evaluation in evaluations
        from condition in evaluation.Conditions
        where condition.Threat is null && condition.Name.EndsWith("clean", StringComparison.Ordinal)
        let chance = 1.0 / Math.Max(1, condition.PerClass.Count)
        where condition.PerClass.Count > 1 && condition.Interval[0] <= chance
        select Of(evaluation, condition, chance);

    private static Problem Of(EvaluationSummary evaluation, ConditionSummary condition, double chance) =>
        new(
            "ROCL0289",
            $"{evaluation.Name}, '{condition.Name}'",
            $"The accuracy {Percentage.Brief(condition.Accuracy)} of {condition.Images} images is no better than "
                + $"guessing: its 95 % interval begins at {Percentage.Brief(condition.Interval[0])}, and chance is "
                + $"{Percentage.Brief(chance)}.",
            "Train longer, or look for what keeps the training from learning."
        );
}
