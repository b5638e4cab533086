using System.Globalization;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>What a run's monitors have measured last, in a line for each.</summary>
public static class MonitorLines
{
    /// <summary>
    /// Lines such as <c>monitor geometry after step 93: alignment 0.3121, uniformity -2.113</c>.
    /// </summary>
    /// <param name="metrics">The lines of the run's metrics that have monitors.</param>
    public static IEnumerable<string> Of(IEnumerable<Metric> metrics)
    {
        foreach (var (name, monitor) in MonitorSummary.In(metrics) ?? new Dictionary<string, MonitorSummary>())
        {
            if (monitor.Values is { } values)
                yield return $"monitor {name} after step {monitor.Step}: {string.Join(", ", values.Select(Text))}";
            if (monitor.Failed is { } times)
                yield return $"monitor {name} failed {times} time(s), first by {monitor.Fault}";
        }
    }

    private static string Text(KeyValuePair<string, double?> value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Key} {(value.Value is { } number ? number : double.NaN):G4}"
        );
}
