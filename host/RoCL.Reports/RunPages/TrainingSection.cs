using System.Globalization;
using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Reports.Plots;
using RoCL.Runs.Journal;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>The training, step by step: loss, learning rate, gradient, monitors.</summary>
internal static class TrainingSection
{
    private const string Step = "step";

    /// <summary>The section; none before the first step.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source)
    {
        if (source.Metrics.Length < 2)
            return null;
        var plots = new[] { Loss(source.Metrics), Rate(source.Metrics), Gradient(source.Metrics) }.OfType<LinePlot>();
        var monitors = MonitorPlots.Of(source.Metrics);
        return Section(
            "training",
            "Training",
            Styled("div", "plots", plots.Select(plot => plot.Figure())),
            monitors.IsEmpty ? null : Tag.Of("h3", "Monitors"),
            monitors.IsEmpty ? null : Styled("div", "plots many", monitors.Select(plot => plot.Figure())),
            Thinned(source.Metrics)
        );
    }

    private static LinePlot? Loss(ImmutableArray<Metric> metrics)
    {
        var total = CurveOf("loss", metrics, metric => metric.Loss);
        if (total.Points.Length < 2)
            return null;
        var names = metrics.SelectMany(metric => metric.Terms?.Keys ?? []).Distinct().ToList();
        var terms = names.Count < 2 ? [] : names.Select((name, i) => Term(name, metrics) with { Colour = i + 1 });
        return new LinePlot("loss", "Loss", Step, Ends("The loss", total), [total, .. terms]);
    }

    private static PlotCurve Term(string name, ImmutableArray<Metric> metrics) =>
        CurveOf(name, metrics, metric => metric.Terms?.TryGetValue(name, out var value) == true ? value : null);

    private static LinePlot Rate(ImmutableArray<Metric> metrics)
    {
        var rate = CurveOf("learning rate", metrics, metric => metric.LearningRate);
        return new LinePlot("rate", "Learning rate", Step, Ends("The learning rate", rate), [rate with { Colour = 2 }]);
    }

    private static LinePlot? Gradient(ImmutableArray<Metric> metrics)
    {
        var norm = CurveOf("norm of the gradient", metrics, metric => metric.GradientNorm);
        return norm.Points.Length < 2
            ? null
            : new LinePlot("gradient", "Norm of the gradient", Step, Ends("It", norm), [norm with { Colour = 3 }]);
    }

    private static PlotCurve CurveOf(string name, ImmutableArray<Metric> metrics, Func<Metric, double?> value) =>
        new PlotCurve(
            name,
            [
                .. metrics
                    .Select(metric => (metric.Step, Value: value(metric)))
                    .Where(each => each.Value is { } number && double.IsFinite(number))
                    .Select(each => new CurveValue(each.Step, each.Value!.Value)),
            ]
        ).Thinned();

    private static string Ends(string what, PlotCurve curve) =>
        $"{what} begins at {Numbers.Short(curve.Points[0].Value)}, ends at {Numbers.Short(curve.Points[^1].Value)}, "
        + $"and lies between {Numbers.Short(curve.Points.Min(point => point.Value))} and "
        + $"{Numbers.Short(curve.Points.Max(point => point.Value))}.";

    private static XElement? Thinned(ImmutableArray<Metric> metrics)
    {
        var shown = CurveOf("", metrics, metric => metric.LearningRate).Points.Length;
        return shown == metrics.Length
            ? null
            : Styled(
                "p",
                "note",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Each point is the mean of {(metrics.Length + shown - 1) / shown} steps."
                )
            );
    }
}
