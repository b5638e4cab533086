using RoCL.Optimizers.Standard;

namespace Core.Tests.Training;

public sealed class LearningRateTests
{
    private static Moment At(long step) => new(step, StepsPerEpoch: 10, Epochs: 20);

    [Test]
    public void The_warm_up_rises_to_the_rate_and_the_cosine_falls_to_zero()
    {
        var rate = new WarmupCosine(Warmup: 5);
        Assert.That(
            new long[] { 0, 24, 49, 50, 125, 199 }.Select(step => rate.At(0.2, At(step))),
            Is.EqualTo(new[] { 0.004, 0.1, 0.2, 0.2, 0.1, 0.0 }).Within(1e-4)
        );
    }

    [Test]
    public void Without_a_warm_up_the_cosine_begins_at_once() =>
        Assert.That(new WarmupCosine().At(0.2, At(0)), Is.EqualTo(0.2));

    [Test]
    public void Milestones_cut_and_the_released_ones_an_epoch_late() =>
        Assert.That(
            new long[] { 29, 30, 40, 60 }.Select(step =>
                (
                    Math.Round(new MultiStep([3, 5]).At(1, At(step)), 6),
                    Math.Round(new MultiStep([3, 5], AsReleased: true).At(1, At(step)), 6)
                )
            ),
            Is.EqualTo(new[] { (1, 1), (0.1, 1), (0.1, 0.1), (0.01, 0.01) })
        );

    [Test]
    public void A_constant_rate_stays() => Assert.That(new Constant().At(0.3, At(150)), Is.EqualTo(0.3));
}
