using Microsoft.Extensions.Time.Testing;
using RoCL.Reports.Following;

namespace Suites.Tests.Reports;

/// <summary>How fast a run goes, and how long it still takes.</summary>
public sealed class PacingRuns
{
    private readonly FakeTimeProvider _clock = new();

    [TestCase(99, ExpectedResult = "99 s")]
    [TestCase(100, ExpectedResult = "2 min")]
    [TestCase(5999, ExpectedResult = "100 min")]
    [TestCase(6000, ExpectedResult = "1.7 h")]
    [TestCase(0, ExpectedResult = "")]
    [TestCase(null, ExpectedResult = "")]
    public string The_time_that_is_left_has_the_unit_of_its_size(int? seconds)
    {
        var pace = Pace((0, 1), (1, 2));
        return pace.Left(At(2) with { Planned = 2 + seconds });
    }

    [Test]
    public void Only_the_last_half_minute_counts()
    {
        var slow = Enumerable.Range(0, 10).Select(step => (10 * step, 1L + step)).ToArray();
        Assert.That(Pace(slow).StepsPerSecond, Is.EqualTo(0.1).Within(1e-9));
        var then = Enumerable.Range(1, 30).Select(second => (90 + second, 10L + 5 * second));
        Assert.That(Pace([.. slow, .. then]).StepsPerSecond, Is.EqualTo(5).Within(1e-9));
    }

    [Test]
    public void Steps_that_take_longer_than_half_a_minute_have_a_pace() =>
        Assert.That(Pace((0, 1), (100, 2), (200, 3)).StepsPerSecond, Is.EqualTo(0.01).Within(1e-9));

    [Test]
    public void A_run_that_went_back_has_no_pace_from_before()
    {
        Assert.That(Pace((0, 10), (1, 20), (2, 15)).StepsPerSecond, Is.Null);
        Assert.That(Pace((0, 10), (1, 20), (2, 15), (4, 19)).StepsPerSecond, Is.EqualTo(2).Within(1e-9));
    }

    [Test]
    public void Neither_pauses_count_nor_what_comes_before_the_first_step()
    {
        var pace = Pace((0, 0), (10, 1), (11, 3));
        Assert.That(pace.StepsPerSecond, Is.EqualTo(2).Within(1e-9));
        pace.See(At(3) with { State = "stopped" });
        Assert.That(pace.StepsPerSecond, Is.Null);
    }

    // As it is seen at these seconds, having taken so many steps.
    private FollowPace Pace(params (int Second, long Steps)[] sights)
    {
        var pace = new FollowPace(_clock);
        var now = 0;
        foreach (var (second, steps) in sights)
        {
            _clock.Advance(TimeSpan.FromSeconds(second - now));
            now = second;
            pace.See(At(steps));
        }

        return pace;
    }

    private static FollowedRun At(long steps) => new("run", "running", HasEnded: false, steps, 100, null, "");
}
