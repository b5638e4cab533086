using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Reports.Plots;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// Whether the robust accuracy can be trusted: two curves, and the signs of masked gradients in
/// words.
/// </summary>
internal static class RobustnessPart
{
    /// <summary>The section; none where no attack was measured.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source)
    {
        if (source.Evaluations.All(each => each.Evaluation.Conditions.All(condition => condition.Threat is null)))
            return null;
        var measured = source.Evaluations.LastOrDefault(each =>
            !CurvePoint.Of(each.Evaluation.Conditions, CurveKind.Budget).IsEmpty
        );
        return Section(
            "robustness",
            "Can the robust accuracy be trusted?",
            measured is null ? NotMeasured(source) : Curves(measured),
            MaskingList.Of(source)
        );
    }

    private static XElement NotMeasured(RunSource source) =>
        Styled(
            "p",
            "note",
            "Curves over budgets and iterations have not been measured. This measures them: ",
            Tag.Of("code", $"rocl evaluate {source.Run.Root} --curves")
        );

    private static IEnumerable<object?> Curves(MeasuredEvaluation measured)
    {
        var budgets = CurvePoint.Of(measured.Evaluation.Conditions, CurveKind.Budget);
        var steps = CurvePoint.Of(measured.Evaluation.Conditions, CurveKind.Steps);
        var chance = 1.0 / Math.Max(1, budgets[0].Condition.PerClass.Count);
        yield return Tag.Of("p", CurveWords.OfBudgets(budgets), " ", CurveWords.OfSteps(steps));
        yield return Styled(
            "div",
            "plots",
            Budgets(budgets, chance).Figure(),
            steps.IsEmpty ? null : Iterations(steps, chance).Figure()
        );
        var images = Numbers.Whole(budgets[0].Condition.Images);
        yield return Styled(
            "p",
            "note",
            $"n = {images} images; the bands are 95 % intervals; the dashed line is chance. "
                + $"Measured by {measured.Title}."
        );
    }

    private static LinePlot Budgets(ImmutableArray<CurvePoint> points, double chance) =>
        new(
            "budget",
            "Robust accuracy against the budget, in percent",
            "multiples of the radius",
            CurveWords.Listed("Robust accuracy against the budget", "times the radius", points),
            [Line(points)]
        )
        {
            IsShare = true,
            Level = chance,
        };

    private static LinePlot Iterations(ImmutableArray<CurvePoint> points, double chance) =>
        new(
            "steps",
            "Robust accuracy against iterations, in percent",
            "iterations of the attack",
            CurveWords.Listed("Robust accuracy against the iterations of the attack", "iterations", points),
            [Line(points)]
        )
        {
            IsShare = true,
            Places = [.. points.Select(point => point.At)],
            Level = chance,
        };

    private static PlotCurve Line(ImmutableArray<CurvePoint> points) =>
        new(
            "accuracy",
            [
                .. points.Select(point => new CurveValue(
                    point.At,
                    point.Condition.Accuracy,
                    point.Condition.Interval[0],
                    point.Condition.Interval[1]
                )),
            ]
        )
        {
            HasMarks = true,
            Colour = 1,
        };
}
