namespace RoCL.Core.Plans;

/// <summary>
/// All that decides one training step, besides the weights: a value that can be kept, printed and
/// run again.
/// </summary>
/// <param name="Moment">Its place in time.</param>
/// <param name="Images">The places of its images in the training data.</param>
/// <param name="LearningRate">The learning rate of parameters that are in no group.</param>
/// <param name="Values">Every number of the recipe that changes, by its key.</param>
/// <param name="Seed">What its random values follow from.</param>
public sealed record TrainingStep(
    Moment Moment,
    ImmutableArray<long> Images,
    double LearningRate,
    ImmutableSortedDictionary<string, double> Values,
    Seed Seed
)
{
    /// <summary>
    /// The learning rate of each group of parameters, in the recipe's order.
    /// </summary>
    public ImmutableArray<double> GroupRates { get; init; } = [];

    /// <summary>
    /// Whether a monitor has said before the step that something is wrong: attacked views then take
    /// the attack that they fall back to.
    /// </summary>
    public bool HasFallenBack { get; init; }

    /// <summary>The learning rate of a group of parameters.</summary>
    /// <param name="group">
    /// The group's index; <see langword="null"/> for parameters that are in none.
    /// </param>
    public double RateOf(int? group) =>
        group is { } index && index < GroupRates.Length ? GroupRates[index] : LearningRate;

    /// <summary>From 0.</summary>
    public long Index => Moment.Step;

    /// <summary>Whether an epoch ends with it.</summary>
    public bool IsLastOfEpoch => (Moment.Step + 1) % Moment.StepsPerEpoch == 0;

    /// <summary>A source of random values for one purpose within the step.</summary>
    public Rng RandomFor(string purpose, long images, Device device) => new(Seed.For(purpose), images, device);
}
