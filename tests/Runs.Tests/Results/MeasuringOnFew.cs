using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Results;

/// <summary>An accuracy of few images is said to be one before it is measured.</summary>
public sealed class MeasuringOnFew
{
    [TestCase(1000, 199, true)]
    [TestCase(1000, 200, false)]
    [TestCase(999, 40, false)]
    public void It_is_a_warning_where_much_is_trained_on(int train, int test, bool isSaid)
    {
        using var box = new Toybox("evaluate=toy-evaluation");
        var job = ToyRun.JobOf(box) with { Train = Images(train), Test = Images(test) };
        Assert.That(
            job.DataWarnings.Select(warning => warning.Code),
            isSaid ? Is.EqualTo(new[] { "ROCL0846" }) : Is.Empty
        );
    }

    [Test]
    public void A_training_that_nothing_is_measured_of_has_no_such_warning()
    {
        using var box = new Toybox("evaluate=[]");
        var job = ToyRun.JobOf(box) with { Train = Images(1000), Test = Images(10) };
        Assert.That(job.DataWarnings, Is.Empty);
    }

    private static PixelImages Images(int count) => new(zeros([count, 1, 1, 1], uint8), null, []);
}
