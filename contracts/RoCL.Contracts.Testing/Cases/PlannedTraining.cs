using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>The length of a training, and the learning rate before its schedule.</summary>
/// <param name="Epochs">The number of epochs, 1 or more.</param>
/// <param name="StepsPerEpoch">The number of steps in each, 1 or more.</param>
/// <param name="Lr">The rate before its schedule, 0 or above.</param>
public sealed record PlannedTraining(int Epochs, int StepsPerEpoch, double Lr)
{
    /// <summary>Every step's place in time, in order.</summary>
    public IEnumerable<Moment> Moments =>
        Enumerable.Range(0, Epochs * StepsPerEpoch).Select(step => new Moment(step, StepsPerEpoch, Epochs));

    /// <summary>
    /// One to 30 epochs of one to ten steps, at rates from 0 to 10. They shrink to one epoch of one
    /// step.
    /// </summary>
    public static Arbitrary<PlannedTraining> Any()
    {
        var generator =
            from epochs in Gen.Choose(1, 30)
            from steps in Gen.Choose(1, 10)
            from lr in Gen.Elements(0.1, 1e-4, 10, 0)
            select new PlannedTraining(epochs, steps, lr);
        return Arb.From(generator, Smaller);
    }

    private static IEnumerable<PlannedTraining> Smaller(PlannedTraining training)
    {
        PlannedTraining[] candidates =
        [
            training with
            {
                Epochs = 1,
            },
            training with
            {
                Epochs = training.Epochs - 1,
            },
            training with
            {
                StepsPerEpoch = 1,
            },
            training with
            {
                StepsPerEpoch = training.StepsPerEpoch - 1,
            },
            training with
            {
                Lr = 0.1,
            },
        ];
        return candidates.Where(smaller => smaller != training && smaller is { Epochs: > 0, StepsPerEpoch: > 0 });
    }

    /// <summary>The case as reports write it.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Epochs} epochs of {StepsPerEpoch} steps, lr {Lr}");
}
