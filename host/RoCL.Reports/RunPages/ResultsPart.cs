using System.Xml.Linq;
using RoCL.Core.Numbers;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// Every accuracy of every evaluation, with its interval and the number of images.
/// </summary>
internal static class ResultsPart
{
    /// <summary>The section; none where nothing was measured.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source) =>
        source.Evaluations.IsEmpty
            ? null
            : Section(
                "results",
                "Results",
                Tag.Of(
                    "p",
                    "The share of images that are classified correctly, in percent, with the 95 % interval of Wilson. "
                        + "An image that is misclassified without an attack counts as misclassified under it."
                ),
                source.Evaluations.Select(Table)
            );

    private static IEnumerable<XElement?> Table(MeasuredEvaluation evaluation)
    {
        yield return Tag.Of("h3", evaluation.Title);
        yield return Styled("p", "note", evaluation.Evaluation.Protocol);
        foreach (var change in evaluation.Changes)
            yield return Styled("p", "note", change);
        yield return Tag.Table(
            "results",
            ["condition", "accuracy", "", "95 % interval", "n", "attack"],
            evaluation.Conditions.Select(Row)
        );
    }

    private static IReadOnlyList<object> Row(ConditionSummary condition)
    {
        var low = condition.Interval[0];
        var high = condition.Interval[1];
        return
        [
            condition.Name,
            Tag.Of(
                "span",
                Numbers.Percent(condition.Accuracy),
                condition.Signs is null ? null : Styled("b", "mark", " !")
            ),
            Bars.Interval(condition.Accuracy, low, high),
            $"{Percentage.Points(low)} to {Percentage.Points(high)}",
            Numbers.Whole(condition.Images),
            condition.Threat is null ? "" : Numbers.Duration(condition.Seconds),
        ];
    }
}
