using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>A monitor that judges, behind its guard.</summary>
/// <param name="use">The monitor, as the recipe names it.</param>
/// <param name="inner">The monitor.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
public sealed class GuardedJudgingMonitor(ComponentUse use, IJudgingMonitor inner, IEnumerable<ComponentUse> among)
    : IJudgingMonitor
{
    private readonly GuardedMonitor _monitor = new(use, inner, among);

    /// <inheritdoc/>
    public bool NeedsHeldOut => _monitor.NeedsHeldOut;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input) => _monitor.Measure(input);

    /// <summary>As the monitor judges, at its place in the recipe.</summary>
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.CallWithoutTensors"/>.
    /// </exception>
    public Problem? Judge(IReadOnlyList<MonitorMeasurement> history)
    {
        var judged = Guard.CallWithoutTensors(use, () => new Judged(inner.Judge(history)));
        return judged.Problem is { } problem ? problem with { Where = use.Place } : null;
    }

    // No problem is an answer, and the guard takes null for none.
    private sealed record Judged(Problem? Problem);
}
