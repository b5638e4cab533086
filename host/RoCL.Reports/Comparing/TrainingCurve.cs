using RoCL.Reports.Plots;
using RoCL.Runs.Journal;

namespace RoCL.Reports.Comparing;

/// <summary>A number of a training over its steps.</summary>
/// <param name="Monitor">The monitor that measured it; none of the loss.</param>
/// <param name="Number">What the monitor calls it; <c>loss</c> of the loss.</param>
/// <param name="Points">One at least, by their step.</param>
internal sealed record TrainingCurve(string? Monitor, string Number, ImmutableArray<CurveValue> Points)
{
    /// <summary>Such as <c>loss</c> or <c>MONITOR: VALUE</c>.</summary>
    public string Name => Monitor is null ? Number : $"{Monitor}: {Number}";

    /// <summary>The loss, then the numbers of monitors; none before the first step.</summary>
    /// <param name="metrics">The lines of the run's metrics.</param>
    public static ImmutableArray<TrainingCurve> Of(IEnumerable<Metric> metrics)
    {
        var losses = new List<CurveValue>();
        var measured = new Dictionary<(string Monitor, string Name), List<CurveValue>>();
        foreach (var metric in metrics)
        {
            if (metric.Loss is { } loss && double.IsFinite(loss))
                losses.Add(new(metric.Step, loss));
            foreach (var (monitor, values) in metric.Monitors ?? None)
            {
                foreach (var (name, value) in values)
                    Add(measured, (monitor, name), metric.Step, value);
            }
        }

        var monitors = measured.Select(each => new TrainingCurve(each.Key.Monitor, each.Key.Name, [.. each.Value]));
        return losses.Count == 0 ? [.. monitors] : [new(null, "loss", [.. losses]), .. monitors];
    }

    private static ImmutableDictionary<string, IReadOnlyDictionary<string, double?>> None =>
        ImmutableDictionary<string, IReadOnlyDictionary<string, double?>>.Empty;

    private static void Add(
        Dictionary<(string Monitor, string Name), List<CurveValue>> measured,
        (string Monitor, string Name) key,
        long step,
        double? value
    )
    {
        if (value is not { } number || !double.IsFinite(number))
            return;
        measured.TryAdd(key, []);
        measured[key].Add(new(step, number));
    }
}
