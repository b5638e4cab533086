using System.Globalization;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>The demonstration: RoCL beside SimCLR, on the same images for as many epochs.</summary>
public static class Demonstration
{
    /// <summary>The recipes that it runs.</summary>
    public static ImmutableArray<string> Recipes { get; } = ["demo-rocl", "demo-simclr"];

    /// <summary>
    /// What its numbers mean, in one sentence; nothing where there is nothing to compare.
    /// </summary>
    public static string? Sentence(IReadOnlyList<(string Name, Summary Summary)> runs)
    {
        if (runs is not [var (_, rocl), var (_, simclr)])
            return null;
        if (rocl.RobustAccuracy.Keys.LastOrDefault(simclr.RobustAccuracy.ContainsKey) is not { } attack)
            return null;
        var with = 100 * rocl.RobustAccuracy[attack];
        var without = 100 * simclr.RobustAccuracy[attack];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Under {attack}, RoCL's encoder keeps {with:0.0} % of the test images right and SimCLR's {without:0.0} %: "
                + $"{Math.Abs(with - without):0.0} points {(with >= without ? "gained" : "lost")} "
                + $"by training against an attack that needs no labels."
        );
    }
}
