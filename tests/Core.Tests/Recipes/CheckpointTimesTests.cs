using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace Core.Tests.Recipes;

/// <summary>When a checkpoint is due.</summary>
public sealed class CheckpointTimesTests
{
    private const int StepsPerEpoch = 10;

    [TestCase(59, ExpectedResult = false)]
    [TestCase(60, ExpectedResult = true)]
    [TestCase(61, ExpectedResult = true)]
    public bool One_of_wall_time_is_due_once_the_time_has_passed(int seconds) =>
        new CheckpointTime.Elapsed(TimeSpan.FromMinutes(1)).IsDue(After(3), TimeSpan.FromSeconds(seconds));

    [TestCase(2.0, "2 4 6 8 10 12")]
    [TestCase(2.5, "3 5 8 10")]
    [TestCase(1.0, "1 2 3 4 5 6 7 8 9 10 11 12")]
    public void One_of_steps_is_due_after_each_of_its_multiples(double every, string expected) =>
        Assert.That(DueSteps(new CheckpointTime.Trained(new Span.Steps(every))), Is.EqualTo(expected));

    [Test]
    public void One_of_epochs_is_due_at_their_ends() =>
        Assert.That(DueSteps(new CheckpointTime.Trained(new Span.Epochs(0.5))), Is.EqualTo("5 10"));

    [Test]
    public void Where_they_follow_the_clock_training_may_go_back_to_the_end_of_an_epoch()
    {
        var hourly = new CheckpointTime.Elapsed(TimeSpan.FromHours(1));
        Assert.That(Enumerable.Range(1, 20).Where(steps => hourly.IsReturnPoint(After(steps))), Is.EqualTo([10, 20]));
    }

    private static string DueSteps(CheckpointTime time) =>
        string.Join(' ', Enumerable.Range(1, 12).Where(steps => time.IsDue(After(steps), TimeSpan.Zero)));

    private static Moment After(int steps) => new(steps - 1, StepsPerEpoch, Epochs: 2);
}
