using Microsoft.Extensions.Time.Testing;

namespace Runs.Tests.Recovery;

/// <summary>A clock by which every wait is over at once, and is written down.</summary>
internal sealed class CountingClock : FakeTimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    /// <summary>The waits so far, in their order.</summary>
    public IEnumerable<double> Seconds => _waits.Select(wait => wait.TotalSeconds);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
