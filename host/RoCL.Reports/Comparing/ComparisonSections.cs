using System.Xml.Linq;
using RoCL.Reports.Pages;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Comparing;

/// <summary>The parts of a page that compare methods.</summary>
internal static class ComparisonSections
{
    /// <summary>
    /// Whether methods differ by more than noise, what their recipes and plugins differ in, and
    /// their curves; nothing where there is one method alone.
    /// </summary>
    /// <param name="comparison">The methods.</param>
    /// <param name="layout">What is shown, and which way round.</param>
    public static IEnumerable<XElement?> Of(RunComparison comparison, ComparisonLayout layout)
    {
        if (!comparison.HasSeveral)
            yield break;
        yield return Section("differences", "Do they differ by more than noise?", DifferencesOf(comparison));
        yield return Section(
            "facts",
            layout.HasAll ? "Recipes and plugins" : "What recipes and plugins differ in",
            FactTable(comparison, layout)
        );
        yield return OverlaidCurves.Of(comparison.Methods);
    }

    private static IEnumerable<XElement?> DifferencesOf(RunComparison comparison)
    {
        var differences = comparison.Differences;
        if (differences.IsEmpty)
        {
            yield return Tag.Of("p", "No two of them have measured the same condition.");
            yield break;
        }

        yield return Tag.Of(
            "p",
            DifferenceWords.Title(comparison.Methods[0]).TrimEnd(':')
                + ". A difference is larger than the noise where chance alone gives one like it in less than 5 % of "
                + "cases: by McNemar's exact test image by image, or by Student's t over seeds."
        );
        var names = DifferenceWords.NamesOf(differences);
        yield return Stacked(
            "differences",
            ["method and condition", "points", "", "evidence"],
            differences.Select((each, i) => Row(each, names[i]))
        );
        if (DifferenceWords.Note(differences) is { } note)
            yield return Styled("p", "note", note);
    }

    private static IReadOnlyList<object> Row(ConditionDifference difference, string name)
    {
        var isLarger = difference.Verdict == NoiseVerdict.LargerThanNoise;
        return
        [
            name,
            DifferenceWords.Points(difference),
            Tag.Of(isLarger ? "strong" : "span", difference.VerdictWords),
            Styled("span", "note", difference.Evidence),
        ];
    }

    private static XElement FactTable(RunComparison comparison, ComparisonLayout layout)
    {
        var methods = comparison.Methods;
        var facts = comparison.Facts(layout.HasAll);
        if (facts.IsEmpty)
            return Tag.Of("p", "Nothing: they are the same.");
        return layout.IsTransposed
            ? Stacked(
                "facts-table",
                ["", .. facts.Select(fact => fact.Key)],
                methods.Select(
                    (method, i) => (IReadOnlyList<object>)[method.Name, .. facts.Select(fact => Value(fact.Values[i]))]
                )
            )
            : Stacked(
                "facts-table",
                ["", .. methods.Select(method => method.Name)],
                facts.Select(fact => (IReadOnlyList<object>)[Key(fact.Key), .. fact.Values.Select(Value)])
            );
    }

    // A narrow screen breaks a key after its dots alone.
    private static XElement Key(string key) =>
        Tag.Of(
            "code",
            key.Split('.').SelectMany((part, i) => i == 0 ? [part] : new object[] { ".", Tag.Of("wbr"), part })
        );

    private static object Value(string? value) =>
        value is null ? Styled("span", "note", "none") : Tag.Of("code", value);
}
