using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// The accuracy of each class, and what classes are taken for, before and after attack.
/// </summary>
internal static class ClassesPart
{
    private const int MostAttacks = 2;

    /// <summary>The section; none where nothing was measured.</summary>
    /// <param name="source">The run.</param>
    public static XElement? Of(RunSource source)
    {
        var shown = source.Evaluations.FirstOrDefault(each => each.Clean is { PerClass.Count: > 1 });
        return shown is null ? null : Section("classes", "Classes", Table(shown), Confusions(shown));
    }

    private static XElement Table(MeasuredEvaluation evaluation)
    {
        ImmutableArray<ConditionSummary> conditions =
        [
            evaluation.Clean!,
            .. evaluation.Attacked.Where(each => each.PerClass.Count > 0).Take(MostAttacks),
        ];
        return Tag.Table(
            "classes",
            conditions.Select(condition => condition.Name).Prepend("accuracy in percent"),
            evaluation.Clean!.PerClass.Keys.Select(name =>
                (IReadOnlyList<object>)[name, .. conditions.Select(each => Cell(each, name))]
            )
        );
    }

    private static object Cell(ConditionSummary condition, string name)
    {
        var colour = condition.Threat is null ? 1 : 2;
        return condition.PerClass.TryGetValue(name, out var accuracy) ? Bars.Cell(accuracy, colour) : "";
    }

    private static IEnumerable<object?> Confusions(MeasuredEvaluation evaluation)
    {
        var clean = evaluation.Clean!;
        var attacked = evaluation.Attacked.FirstOrDefault();
        var confusions = new[] { clean, attacked }
            .OfType<ConditionSummary>()
            .Select(condition => Confusion.Of(evaluation.Evaluation, condition.Name))
            .OfType<Confusion>()
            .ToList();
        if (confusions.Count == 0)
        {
            yield return Styled("p", "note", "An older version kept no predictions, so there is no confusion to show.");
            yield break;
        }

        yield return Tag.Of("h3", "What images are taken for");
        yield return Tag.Of(
            "p",
            "Each row is a true class, each column the class that its images were given, in percent of the row. "
                + "What lies on the diagonal is right."
        );
        yield return Styled("div", "confusions", confusions.Select(ConfusionTable.Of));
    }
}
