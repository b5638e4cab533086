using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of learning rates, learning rates that break it.</summary>
public sealed class BrokenLearningRates
{
    private static readonly Broken<ILearningRate>[] All =
    [
        new(
            LearningRateLaws.IsARate,
            new Computes((lr, moment) => lr / moment.Step),
            "1 epochs of 1 steps, lr 0.1",
            "the rate of step 0 is Infinity"
        ),
        new(
            LearningRateLaws.IsARate,
            new Computes((lr, moment) => lr * (1 - moment.EpochsDone)),
            "2 epochs of 2 steps, lr 0.1",
            "the rate of step 3 is -0.05"
        ),
        new(
            LearningRateLaws.DependsOnItsArguments,
            () => new Counts(),
            "1 epochs of 1 steps, lr 0.1",
            "asked backwards"
        ),
        new(LearningRateLaws.DependsOnItsArguments, OtherForEachInstance(), "1 epochs of 1 steps", "made anew"),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<ILearningRate>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_learning_rate() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(LearningRateLaws.All));

    private static Func<ILearningRate> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            created++;
            var factor = created;
            return new Computes((lr, _) => factor * lr);
        };
    }

    private sealed class Computes(Func<double, Moment, double> rate) : ILearningRate
    {
        public double At(double lr, Moment moment) => rate(lr, moment);
    }

    private sealed class Counts : ILearningRate
    {
        private int _asked;

        public double At(double lr, Moment moment)
        {
            _asked++;
            return lr / _asked;
        }
    }
}
