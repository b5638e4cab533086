using Microsoft.Extensions.Time.Testing;
using RoCL.Runs.Reporting;

namespace Runs.Tests.Reporting;

/// <summary>Times as people write them, and a stop at one.</summary>
[NonParallelizable]
public sealed class StatingTimes
{
    [TestCase("3h50m", 13_800)]
    [TestCase("90s", 90)]
    [TestCase("90m", 5_400)]
    [TestCase("1d12h", 129_600)]
    [TestCase("1d1h1m1s", 90_061)]
    [TestCase("1s", 1)]
    [TestCase("49d", 4_233_600)]
    public void A_time_is_read(string text, double seconds) =>
        Assert.That(WrittenTime.Read(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("3")]
    [TestCase("0s")]
    [TestCase("50m3h")]
    [TestCase("-3h")]
    [TestCase("3.5h")]
    [TestCase("3 h")]
    [TestCase("50d")]
    [TestCase("99999999999999999999d")]
    [TestCase("3h\n")]
    public void Anything_else_is_no_time(string text) => Assert.That(WrittenTime.Read(text), Is.Null);

    [Test]
    public void At_its_time_the_work_is_asked_to_stop_and_the_exit_code_says_submit_me_again()
    {
        var clock = new FakeTimeProvider();
        using var signals = new Signals { OnlyCounts = true };
        signals.StopAt(clock.GetUtcNow() + TimeSpan.FromHours(3), clock);
        clock.Advance(TimeSpan.FromMinutes(179));
        Assert.That(signals.Stop.IsCancellationRequested, Is.False);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(signals.Stop.IsCancellationRequested);
        Assert.That(signals.ExitCode, Is.EqualTo(75));
        Assert.That(signals.Reason, Is.EqualTo("--stop-after"));
        Assert.That(signals.Count, Is.Zero, "a worker has its own time, and nothing is passed on to it");
        signals.Ask();
        Assert.That(signals.ExitCode, Is.EqualTo(75), "what came first counts");
    }

    [Test]
    public void A_time_that_has_passed_stops_at_once_and_a_signal_before_the_time_has_its_own_exit_code()
    {
        var clock = new FakeTimeProvider();
        using var late = new Signals { OnlyCounts = true };
        late.StopAt(clock.GetUtcNow() - TimeSpan.FromHours(1), clock);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(late.Stop.IsCancellationRequested);

        using var signals = new Signals { OnlyCounts = true };
        signals.StopAt(clock.GetUtcNow() + TimeSpan.FromHours(1), clock);
        signals.Ask();
        clock.Advance(TimeSpan.FromHours(2));
        Assert.That(signals.ExitCode, Is.EqualTo(143));
    }
}
