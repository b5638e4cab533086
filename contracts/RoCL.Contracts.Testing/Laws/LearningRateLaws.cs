namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="ILearningRate"/>.</summary>
public static class LearningRateLaws
{
    /// <summary>Every step of a training has a rate that is finite and 0 or above.</summary>
    public static Law<ILearningRate> IsARate { get; } =
        Law(
            "gives every step a rate that is finite and 0 or above",
            new(OptionEnds: true),
            (create, training) =>
            {
                var learningRate = create();
                return training
                    .Moments.Select(moment => (moment.Step, Rate: learningRate.At(training.Lr, moment)))
                    .Where(given => !double.IsFinite(given.Rate) || given.Rate < 0)
                    .Select(given => $"the rate of step {given.Step} is {Discrepancy.Number(given.Rate)}")
                    .FirstOrDefault();
            }
        );

    /// <summary>
    /// A step's rate depends on its place in time alone: not on the steps that were asked for
    /// before it.
    /// </summary>
    public static Law<ILearningRate> DependsOnItsArguments { get; } =
        Law(
            "gives a step the same rate in whatever order steps are asked for",
            new(),
            (create, training) =>
            {
                var learningRate = create();
                var forwards = training.Moments.Select(moment => learningRate.At(training.Lr, moment)).ToList();
                var backwards = training.Moments.Reverse().Select(moment => learningRate.At(training.Lr, moment));
                var other = create();
                var anew = training.Moments.Select(moment => other.At(training.Lr, moment));
                return Different("asked backwards", forwards, backwards.Reverse())
                    ?? Different("asked of a component made anew", forwards, anew);
            }
        );

    /// <summary>All laws of learning rates.</summary>
    public static IReadOnlyList<Law<ILearningRate>> All { get; } = [IsARate, DependsOnItsArguments];

    private static Law<ILearningRate> Law(
        string sentence,
        LawScope scope,
        Func<Func<ILearningRate>, PlannedTraining, string?> observe
    ) => Law<ILearningRate>.For(sentence, _ => PlannedTraining.Any(), observe, scope);

    private static string? Different(string what, IEnumerable<double> rates, IEnumerable<double> others) =>
        rates
            .Zip(others)
            .Index()
            .Where(pair => !pair.Item.First.Equals(pair.Item.Second))
            .Select(pair =>
                $"the rate of step {pair.Index} is {Discrepancy.Number(pair.Item.Second)} {what}, "
                + $"and {Discrepancy.Number(pair.Item.First)} before"
            )
            .FirstOrDefault();
}
