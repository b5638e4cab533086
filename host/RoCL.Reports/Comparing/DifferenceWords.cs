using System.Globalization;
using RoCL.Core.Numbers;

namespace RoCL.Reports.Comparing;

/// <summary>What terminals and pages say of differences.</summary>
internal static class DifferenceWords
{
    private const double ByChanceAlone = 0.05;
    private const int Many = 10;
    private const string OfModels =
        "A test by images speaks of these trained models; whether the methods differ, several seeds say.";

    /// <summary>The line above a table of differences.</summary>
    /// <param name="first">The method that the others are compared with.</param>
    public static string Title(ComparedMethod first) => $"Points of accuracy more than {first.Name}:";

    /// <summary>
    /// What each difference is called: as much of its names as tells it from the others.
    /// </summary>
    /// <param name="differences">All differences of a table.</param>
    public static ImmutableArray<string> NamesOf(ImmutableArray<ConditionDifference> differences)
    {
        var hasMethods = differences.Select(each => each.Method).Distinct().Count() > 1;
        var hasEvaluations = differences.Select(each => each.Evaluation).Distinct().Count() > 1;
        return [.. differences.Select(NameOf)];

        string NameOf(ConditionDifference each)
        {
            var evaluation = hasEvaluations ? $"{each.Evaluation}, " : "";
            return hasMethods ? $"{each.Method}: {evaluation}{each.Condition}" : $"{evaluation}{each.Condition}";
        }
    }

    /// <summary>The difference in points of a percentage, such as <c>+1.2</c>.</summary>
    /// <param name="difference">The difference.</param>
    public static string Points(ConditionDifference difference) => Percentage.Change(100 * difference.Difference);

    /// <summary>What a reader has to know of the verdicts; none where they need no note.</summary>
    /// <param name="differences">All differences of a table.</param>
    public static string? Note(ImmutableArray<ConditionDifference> differences)
    {
        ImmutableArray<string> notes =
        [
            .. differences.Any(each => each.IsByImages) ? [OfModels] : Array.Empty<string>(),
            .. ByChance(differences.Count(each => each.Verdict != NoiseVerdict.Unknown)),
        ];
        return notes.IsEmpty ? null : string.Join(" ", notes);
    }

    private static IEnumerable<string> ByChance(int judged)
    {
        if (judged < Many)
            yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {judged} differences, chance alone makes about {ByChanceAlone * judged:0.#} seem larger than the "
                + $"noise where none is."
        );
    }
}
