using RoCL.Runs.Folders;
using RoCL.Runs.Journal;

namespace RoCL.Runs.Results;

/// <summary>What a monitor has measured last, and how often it failed.</summary>
/// <param name="Step">
/// The step after which it measured last; <see langword="null"/> where it only failed.
/// </param>
/// <param name="Values">Its values there, by name; a number that was not finite is null.</param>
/// <param name="Failed">How often it failed; none where it did not.</param>
/// <param name="Fault">Why it failed the first time.</param>
public sealed record MonitorSummary(
    long? Step,
    IReadOnlyDictionary<string, double?>? Values,
    int? Failed = null,
    string? Fault = null
)
{
    /// <summary>
    /// Every monitor of a run by its name, from <c>metrics.jsonl</c>; <see langword="null"/> where
    /// none has measured.
    /// </summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyDictionary<string, MonitorSummary>? In(RunFolder run) => In(JournalGlance.At(run).Noted);

    /// <summary>As <see cref="In(RunFolder)"/>, from lines that were read.</summary>
    public static IReadOnlyDictionary<string, MonitorSummary>? In(IEnumerable<Metric> metrics)
    {
        var monitors = new SortedDictionary<string, MonitorSummary>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            foreach (var (name, values) in metric.Monitors ?? None<IReadOnlyDictionary<string, double?>>())
                monitors[name] = Before(name) with { Step = metric.Step, Values = values };

            foreach (var (name, fault) in metric.MonitorFaults ?? None<string>())
            {
                var before = Before(name);
                monitors[name] = before with { Failed = (before.Failed ?? 0) + 1, Fault = before.Fault ?? fault };
            }
        }
        return monitors.Count == 0 ? null : monitors;

        MonitorSummary Before(string name) => monitors.GetValueOrDefault(name, new(null, null));
    }

    private static ImmutableDictionary<string, T> None<T>() => ImmutableDictionary<string, T>.Empty;
}
