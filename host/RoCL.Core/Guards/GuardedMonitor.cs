using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>A monitor behind its guard.</summary>
/// <param name="use">The monitor, as the recipe names it.</param>
/// <param name="inner">The monitor.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
public sealed class GuardedMonitor(ComponentUse use, IMonitor inner, IEnumerable<ComponentUse> among) : IMonitor
{
    /// <summary>A guarded monitor, which judges where the monitor itself does.</summary>
    /// <param name="use">The monitor, as the recipe names it.</param>
    /// <param name="monitor">The monitor.</param>
    /// <param name="among">Components that it may call.</param>
    public static IMonitor Of(ComponentUse use, IMonitor monitor, IEnumerable<ComponentUse> among) =>
        monitor is IJudgingMonitor judging
            ? new GuardedJudgingMonitor(use, judging, among)
            : new GuardedMonitor(use, monitor, among);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.CallWithoutTensors"/>.</exception>
    public bool NeedsHeldOut => Guard.CallWithoutTensors(use, () => inner.NeedsHeldOut);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0172 a name is empty, or there twice.
    /// </exception>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        var values = Guard.Call(use, () => Copied(inner.Measure(input)), use.WithInner.Concat(among));
        if (values.Any(value => string.IsNullOrWhiteSpace(value.Key)))
            throw Attribution.Fault(use, "ROCL0172", "The monitor returned a value with an empty name.");
        var twice = values.GroupBy(value => value.Key).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw Attribution.Fault(use, "ROCL0172", $"The monitor returned two values of the name '{twice.Key}'.");
        return values.ToDictionary(StringComparer.Ordinal);
    }

    // A dictionary of the plugin's own may do anything when it is asked; null is caught by the
    // guard.
    private static KeyValuePair<string, double>[] Copied(IReadOnlyDictionary<string, double> values) =>
        values is null ? null! : [.. values];
}
