using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// The titles of a table's conditions: two of one name that were not measured alike get the options
/// that differ, so that they never stand in one column.
/// </summary>
internal static class ConditionTitles
{
    /// <summary>The rows with titles that differ wherever settings do.</summary>
    /// <param name="rows">All rows of the table.</param>
    public static ImmutableArray<ResultRow> Distinct(ImmutableArray<ResultRow> rows)
    {
        var variants = rows.SelectMany(row => row.Figures)
            .Where(figure => !figure.Attacks.IsEmpty)
            .GroupBy(figure => figure.Condition)
            .ToDictionary(
                same => same.Key,
                same => same.Select(figure => figure.Attacks).DistinctBy(Text).ToImmutableArray()
            );
        return [.. rows.Select(row => row with { Figures = [.. row.Figures.Select(Titled)] })];

        Figure Titled(Figure figure) =>
            variants.GetValueOrDefault(figure.Condition, []) is { Length: > 1 } alike && !figure.Attacks.IsEmpty
                ? figure with
                {
                    Condition = WithDifference(figure.Condition, Difference(figure.Attacks, alike)),
                }
                : figure;
    }

    private static string WithDifference(string name, string difference) =>
        difference.Length == 0 ? name : $"{name} ({difference})";

    // The options that are not the same in all variants; everything where the attacks themselves
    // are others.
    private static string Difference(
        ImmutableArray<AttackSummary> own,
        ImmutableArray<ImmutableArray<AttackSummary>> variants
    )
    {
        var components = own.Select(attack => attack.Use).ToList();
        if (!variants.All(other => other.Select(attack => attack.Use).SequenceEqual(components)))
            return Text(own);
        return string.Join(
            ", ",
            own.SelectMany((attack, i) => Differing(attack, [.. variants.Select(other => other[i])]))
        );
    }

    private static IEnumerable<string> Differing(AttackSummary own, IReadOnlyList<AttackSummary> others) =>
        own
            .Options.Where(option => others.Any(other => other.Options.GetValueOrDefault(option.Key) != option.Value))
            .Select(option => $"{option.Key} {option.Value}");

    private static string Text(ImmutableArray<AttackSummary> attacks) => string.Join(" + ", attacks);
}
