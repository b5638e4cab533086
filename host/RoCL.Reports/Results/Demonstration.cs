using RoCL.Core.Numbers;
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
        var with = rocl.RobustAccuracy[attack];
        var without = simclr.RobustAccuracy[attack];
        var keeps = $"RoCL's encoder keeps {Percentage.Of(with)} of the test images right";
        var change = $"{Percentage.Points(Math.Abs(with - without))} points {(with >= without ? "gained" : "lost")}";
        return $"Under {attack}, {keeps} and SimCLR's {Percentage.Of(without)}: {change} "
            + "by training against an attack that needs no labels.";
    }
}
