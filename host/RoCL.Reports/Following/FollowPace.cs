using System.Globalization;

namespace RoCL.Reports.Following;

/// <summary>How fast a run goes, from what was seen of it in the last half minute.</summary>
/// <param name="clock">Says when it was seen.</param>
internal sealed class FollowPace(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<Sight> _sights = new();

    /// <summary>Steps in a second; none before two different positions were seen.</summary>
    public double? StepsPerSecond { get; private set; }

    /// <summary>Notes where a run is now.</summary>
    /// <param name="run">The run.</param>
    public void See(FollowedRun run)
    {
        var now = clock.GetTimestamp();
        // Neither pauses count, nor what comes before the first step; a run that went back to a
        // checkpoint has no pace from before.
        var wentBack = _sights.Count > 0 && run.Steps < _sights.Last().Steps;
        if (wentBack || !run.IsTraining)
        {
            _sights.Clear();
            StepsPerSecond = null;
        }

        if (!run.IsTraining)
            return;
        _sights.Enqueue(new(now, run.Steps));
        while (_sights.Count > 2 && clock.GetElapsedTime(_sights.Peek().Moment, now) > Window)
            _sights.Dequeue();
        var first = _sights.Peek();
        var seconds = clock.GetElapsedTime(first.Moment, now).TotalSeconds;
        if (seconds > 0)
            StepsPerSecond = run.Steps > first.Steps ? (run.Steps - first.Steps) / seconds : null;
    }

    /// <summary>
    /// The time that the training still takes, such as <c>12 min</c>; empty where it is not known.
    /// </summary>
    /// <param name="run">The run.</param>
    public string Left(FollowedRun run)
    {
        if (StepsPerSecond is not { } pace || run.Planned is not { } planned || planned <= run.Steps)
            return "";
        var left = TimeSpan.FromSeconds((planned - run.Steps) / pace);
        return left.TotalSeconds switch
        {
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:0} s"),
            < 6000 => string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:0} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{left.TotalHours:0.0} h"),
        };
    }

    private sealed record Sight(long Moment, long Steps);
}
