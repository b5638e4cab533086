using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Reports.Plots;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Comparing;

/// <summary>The curves of several methods, one above the other in each plot.</summary>
internal static class OverlaidCurves
{
    // The style sheet has no more colours that differ enough.
    private const int MostMethods = 6;
    private const int MostMonitors = 24;

    /// <summary>The section; none where no method has a curve.</summary>
    /// <param name="methods">The methods.</param>
    public static XElement? Of(ImmutableArray<ComparedMethod> methods)
    {
        ImmutableArray<ComparedMethod> shown = [.. methods.Take(MostMethods)];
        var robust = new[] { Robust(shown, CurveKind.Budget), Robust(shown, CurveKind.Steps) }.OfType<LinePlot>();
        var training = Training(shown);
        var large = robust.Concat(training.Where(plot => !plot.IsSmall)).ToList();
        var small = training.Where(plot => plot.IsSmall).Take(MostMonitors).ToList();
        if (large.Count + small.Count == 0)
            return null;
        return Section(
            "curves",
            "Curves",
            large.Count == 0 ? null : Styled("div", "plots", large.Select(plot => plot.Figure())),
            small.Count == 0 ? null : Tag.Of("h3", "Monitors"),
            small.Count == 0 ? null : Styled("div", "plots many", small.Select(plot => plot.Figure())),
            Note(methods)
        );
    }

    private static XElement? Note(ImmutableArray<ComparedMethod> methods)
    {
        var seeds = methods.Any(method => method.HasSeeds) ? "Of several seeds, a point is the mean. " : "";
        var left = methods.Length > MostMethods ? $"The first {MostMethods} of {methods.Length} are drawn. " : "";
        return seeds.Length + left.Length == 0 ? null : Styled("p", "note", (seeds + left).TrimEnd());
    }

    private static LinePlot? Robust(ImmutableArray<ComparedMethod> methods, CurveKind kind)
    {
        ImmutableArray<PlotCurve> curves =
        [
            .. methods.Select((method, i) => RobustCurve(method, i, kind)).OfType<PlotCurve>(),
        ];
        if (curves.IsEmpty)
            return null;
        var isBudget = kind == CurveKind.Budget;
        var title = $"Robust accuracy against {(isBudget ? "the budget" : "iterations")}, in percent";
        var across = isBudget ? "multiples of the radius" : "iterations of the attack";
        return new(isBudget ? "budget" : "steps", title, across, Ends(title, curves), curves)
        {
            IsShare = true,
            Places = isBudget
                ? []
                : [.. curves.SelectMany(curve => curve.Points.Select(point => point.At)).Distinct().Order()],
        };
    }

    // Without bands: those of several methods cover one another.
    private static PlotCurve? RobustCurve(ComparedMethod method, int colour, CurveKind kind)
    {
        var found = method.Runs.Select(run => PointsOf(run, kind)).Where(points => points.Length > 1).ToList();
        if (found.Count == 0)
            return null;
        var images = string.Join(" or ", found.Select(points => Numbers.Whole(points[0].Condition.Images)).Distinct());
        var points = found.SelectMany(each => each).Select(point => new CurveValue(point.At, point.Condition.Accuracy));
        return new PlotCurve($"{method.Name} (n = {images})", Means(points)) { Colour = colour, HasMarks = true };
    }

    private static ImmutableArray<CurvePoint> PointsOf(ComparedRun run, CurveKind kind) =>
        (run.Summary?.Evaluations ?? [])
            .Concat(run.Later.SelectMany(each => each.Summary.Evaluations))
            .Select(evaluation => CurvePoint.Of(evaluation.Conditions, kind))
            .LastOrDefault(points => points.Length > 1, []);

    private static ImmutableArray<LinePlot> Training(ImmutableArray<ComparedMethod> methods)
    {
        var curves = methods.SelectMany(
            (method, i) =>
                method
                    .Runs.SelectMany(run => TrainingCurve.Of(Metrics.Read(run.Run)))
                    .GroupBy(curve => (curve.Name, curve.Monitor))
                    .Select(same => (same.Key, Curve: CurveOf(method, i, same)))
        );
        return
        [
            .. curves
                .Where(each => each.Curve.Points.Length > 1)
                .GroupBy(each => each.Key, each => each.Curve)
                .Select((same, i) => PlotOf(same.Key.Name, same.Key.Monitor is not null, i, [.. same])),
        ];
    }

    private static PlotCurve CurveOf(ComparedMethod method, int colour, IEnumerable<TrainingCurve> seeds) =>
        new PlotCurve(method.Name, Means(seeds.SelectMany(seed => seed.Points))).Thinned() with
        {
            Colour = colour,
        };

    private static LinePlot PlotOf(string name, bool isSmall, int index, ImmutableArray<PlotCurve> curves)
    {
        var title = char.ToUpperInvariant(name[0]) + name[1..];
        return new($"training{index}", title, isSmall ? "" : "step", Ends(title, curves), curves) { IsSmall = isSmall };
    }

    private static ImmutableArray<CurveValue> Means(IEnumerable<CurveValue> points) =>
        [
            .. points
                .GroupBy(point => point.At)
                .OrderBy(same => same.Key)
                .Select(same => new CurveValue(same.Key, same.Average(point => point.Value))),
        ];

    private static string Ends(string title, ImmutableArray<PlotCurve> curves)
    {
        var ends = curves.Select(curve => $"{curve.Name} ends at {Numbers.Short(curve.Points[^1].Value)}.");
        return $"{title}: {string.Join(" ", ends)}";
    }
}
