using RoCL.Core.Components;

namespace RoCL.Core.Plans;

/// <summary>A threat model among the options of a component.</summary>
/// <param name="Ball">The norm and the radius.</param>
/// <param name="Where">The recipe's file and key.</param>
internal sealed record PlacedBall(ThreatSpec.Ball Ball, string Where)
{
    /// <summary>Those that stand in a component's options themselves.</summary>
    public static IReadOnlyList<PlacedBall> AllOf(ComponentUse use) =>
        [.. use.Options.SelectMany(option => In(option.Value, $"{use.Where}.{option.Key}"))];

    private static IEnumerable<PlacedBall> In(OptionValue value, string where) =>
        value switch
        {
            OptionValue.Threat threat => [new(threat.Value, where)],
            OptionValue.List list => list.Values.SelectMany((member, i) => In(member, $"{where}.{i}")),
            _ => [],
        };
}
