using RoCL.Core.Evaluation;

namespace Core.Tests.Evaluation;

public sealed class AccuracyTests
{
    [TestCase(0, 10, 0.0, 0.2775)]
    [TestCase(5, 10, 0.2366, 0.7634)]
    [TestCase(10, 10, 0.7225, 1.0)]
    public void The_interval_is_Wilsons(int correct, int images, double low, double high)
    {
        var interval = new Accuracy(correct, images).Interval;
        Assert.That(
            (interval.Low, interval.High),
            Is.EqualTo((low, high))
                .Using<(double, double)>(
                    (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-4 && Math.Abs(a.Item2 - b.Item2) < 1e-4
                )
        );
    }

    [Test]
    public void Every_class_is_counted_by_itself() =>
        Assert.That(
            Accuracy.PerClass([true, false, true, true], [2, 2, 0, 2]),
            Is.EqualTo(new Dictionary<int, Accuracy> { [0] = new(1, 1), [2] = new(2, 3) }).AsCollection
        );

    [Law]
    public bool The_share_lies_in_its_interval(FsCheck.NonNegativeInt some, FsCheck.PositiveInt more)
    {
        var accuracy = new Accuracy(Math.Min(some.Item, more.Item), more.Item);
        return accuracy.Interval.Low <= accuracy.Share + 1e-12 && accuracy.Share <= accuracy.Interval.High + 1e-12;
    }
}
