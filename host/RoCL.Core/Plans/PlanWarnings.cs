namespace RoCL.Core.Plans;

/// <summary>
/// What is allowed in a recipe on its data, and is hardly meant: numbers on another scale, a
/// schedule that does not fit into the run, micro-batches that change what a loss is.
/// </summary>
public static class PlanWarnings
{
    /// <summary>
    /// All warnings: ROCL0526 a radius or a step, ROCL0527 a normalisation, ROCL0528 a schedule,
    /// ROCL0529 a micro-batch, ROCL0561 an attack that does not get far, ROCL0297 a part that
    /// nothing uses, ROCL0299 a loss that sees one view twice.
    /// </summary>
    /// <param name="plan">The recipe on its data.</param>
    public static ImmutableArray<Problem> Of(Plan plan) =>
        [
            .. new ScaleWarnings(plan).All(),
            .. ReachWarnings.Of(plan),
            .. ScheduleWarnings.Of(plan.Recipe),
            .. new MicroBatchWarnings(plan).All(),
            .. IdleParts.Of(plan.Recipe),
            .. TwiceSeen.Of(plan.Recipe),
        ];
}
