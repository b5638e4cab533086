using System.Globalization;
using System.Text.RegularExpressions;

namespace RoCL.Runs.Results;

/// <summary>
/// A condition that is a point of a curve, as the component <c>curves</c> names it.
/// </summary>
/// <param name="Kind">Which curve it is a point of.</param>
/// <param name="At">Multiples of the radius, or iterations; 0 for no attack.</param>
/// <param name="Condition">The condition.</param>
public sealed partial record CurvePoint(CurveKind Kind, double At, ConditionSummary Condition)
{
    /// <summary>Whether a condition is a point of a curve, or its beginning.</summary>
    /// <param name="condition">The condition's name.</param>
    public static bool Is(string condition) => Pattern().IsMatch(condition);

    /// <summary>
    /// The points of one curve, from left to right; that over budgets begins with the images
    /// without an attack.
    /// </summary>
    /// <param name="conditions">The conditions of an evaluation.</param>
    /// <param name="kind">Which curve.</param>
    public static ImmutableArray<CurvePoint> Of(IEnumerable<ConditionSummary> conditions, CurveKind kind) =>
        [
            .. conditions
                .Select(condition => Of(condition, kind))
                .OfType<CurvePoint>()
                .DistinctBy(point => point.At)
                .OrderBy(point => point.At),
        ];

    private static CurvePoint? Of(ConditionSummary condition, CurveKind kind)
    {
        var match = Pattern().Match(condition.Name);
        if (!match.Success)
            return null;
        if (match.Groups["clean"].Success)
            return kind == CurveKind.Budget ? new(kind, 0, condition) : null;
        var isOfKind = match.Groups["kind"].Value == (kind == CurveKind.Budget ? "budget" : "steps");
        return isOfKind && double.TryParse(match.Groups["at"].Value, CultureInfo.InvariantCulture, out var at)
            ? new(kind, at, condition)
            : null;
    }

    [GeneratedRegex(@"(?:^|\s)curve\s(?:.*\s)?(?:(?<clean>clean)$|(?<kind>budget|steps)\s(?<at>\S+)\s)")]
    private static partial Regex Pattern();
}

/// <summary>What grows along a curve of robust accuracy.</summary>
public enum CurveKind
{
    /// <summary>The radius of the threat model.</summary>
    Budget,

    /// <summary>The iterations of the attack.</summary>
    Steps,
}
