using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads what stands beside an optimizer's options: groups of parameters, and clipping.
/// </summary>
internal static class OptimizerReading
{
    private const string GroupsKey = "groups";
    private const string ClipKey = "clip";
    private const string MatchKey = "match";
    private const string FrozenKey = "frozen";
    private const string ModeKey = "mode";
    private const double LargestNorm = 1e12;
    private const double SmallestNorm = 1e-12;

    /// <summary>The keys beside the options.</summary>
    public static string[] Keys => [GroupsKey, ClipKey];

    /// <summary>The groups, in the recipe's order; none where the recipe has none.</summary>
    /// <param name="node">The optimizer's place.</param>
    /// <param name="optimizer">
    /// The optimizer; <see langword="null"/> where it could not be read.
    /// </param>
    /// <param name="components">Reads the groups' options.</param>
    public static IReadOnlyList<ParameterGroup> Groups(
        RecipeNode node,
        ComponentUse? optimizer,
        ComponentReading components
    ) => optimizer is null ? [] : node[GroupsKey].ReadMembers(member => Group(member, optimizer.Component, components));

    /// <summary>
    /// The largest norm of all gradients together; <see langword="null"/> where they are not
    /// clipped.
    /// </summary>
    /// <param name="node">The optimizer's place.</param>
    public static double? Clip(RecipeNode node) =>
        node[ClipKey].IsEmpty ? null : node[ClipKey].FixedNumber(1, SmallestNorm, LargestNorm);

    private static ParameterGroup Group(RecipeNode node, ComponentDescription optimizer, ComponentReading components)
    {
        var match = node[MatchKey].Text("");
        var overrides = components.Overrides(node, optimizer, MatchKey, FrozenKey, ModeKey);
        var group = new ParameterGroup(match, node[FrozenKey].Truth(false), overrides)
        {
            Mode = node[ModeKey].Choice(Mode.Train, ("train", Mode.Train), ("eval", Mode.Eval)),
        };
        if (group.IsFrozen)
            ReportIdle(node, overrides);
        if (!group.Patterns.Any())
        {
            node[MatchKey]
                .Report(
                    "ROCL0105",
                    "The group names no parameters.",
                    "Write a pattern of their names, such as \"*.bn*|*.bias\"."
                );
        }

        return group;
    }

    private static void ReportIdle(RecipeNode node, ComponentUse overrides)
    {
        foreach (var option in overrides.Options.Keys)
        {
            node[option]
                .Report(
                    "ROCL0281",
                    $"The option '{option}' has no effect on a group that is frozen.",
                    $"Take '{option}' away, or do not freeze the group."
                );
        }
    }
}
