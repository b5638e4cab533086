using RoCL.Reports.Pages;
using RoCL.Reports.Plots;
using RoCL.Runs.Journal;

namespace RoCL.Reports.RunPages;

/// <summary>A small plot for each number that a monitor has measured.</summary>
internal static class MonitorPlots
{
    private const int Most = 24;

    /// <summary>The plots, by monitor and number; none where no monitor measured twice.</summary>
    /// <param name="metrics">The lines of the run's metrics.</param>
    public static ImmutableArray<LinePlot> Of(ImmutableArray<Metric> metrics)
    {
        var values =
            from metric in metrics
            from monitor in metric.Monitors ?? ImmutableDictionary<string, IReadOnlyDictionary<string, double?>>.Empty
            from value in monitor.Value
            where value.Value is { } number && double.IsFinite(number)
            group new CurveValue(metric.Step, value.Value!.Value) by $"{monitor.Key}: {value.Key}";
        return [.. values.Where(each => each.Count() > 1).Take(Most).Select(PlotOf)];
    }

    private static LinePlot PlotOf(IGrouping<string, CurveValue> values, int index)
    {
        var curve = new PlotCurve(values.Key, [.. values]).Thinned();
        var says =
            $"{values.Key} begins at {Numbers.Short(curve.Points[0].Value)} and ends at "
            + $"{Numbers.Short(curve.Points[^1].Value)}.";
        return new($"monitor{index}", values.Key, "", says, [curve]) { IsSmall = true };
    }
}
