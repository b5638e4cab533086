using RoCL.Core.Plans;

namespace RoCL.Core.Training;

/// <summary>
/// That training went back, because numbers were no longer finite, to go on with a lower learning
/// rate.
/// </summary>
/// <param name="At">The step that could not be taken.</param>
/// <param name="To">The step that came next instead.</param>
/// <param name="Factor">
/// What the learning rate is multiplied by from <paramref name="To"/> on.
/// </param>
/// <param name="Why">What was not finite.</param>
/// <remarks>
/// Where training goes back to follows from the recipe and <paramref name="At"/> alone, not from
/// the checkpoints that happen to be there: a run that was stopped in between goes back to the same
/// step, from an older checkpoint if need be, and its result has the same bits.
/// </remarks>
public sealed record GoneBack(long At, long To, double Factor, string Why)
{
    /// <summary>A step with the learning rate that a history leaves it.</summary>
    public static TrainingStep Lowered(TrainingStep step, IEnumerable<GoneBack> history)
    {
        var factors = history.Where(back => back.To <= step.Index).Select(back => back.Factor).ToList();
        return step with
        {
            LearningRate = Lowered(step.LearningRate, factors),
            GroupRates = [.. step.GroupRates.Select(rate => Lowered(rate, factors))],
        };
    }

    private static double Lowered(double rate, List<double> factors) =>
        factors.Aggregate(rate, (lowered, factor) => lowered * factor);
}
