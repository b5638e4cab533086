using System.IO.Enumeration;
using RoCL.Core.Components;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>
/// Parameters that the optimizer moves by other options than the rest, or not at all.
/// </summary>
/// <param name="Match">
/// Patterns of parameter names with a bar between them, such as <c>*.bn*|*.bias</c>: <c>*</c> is
/// any text, <c>?</c> any letter.
/// </param>
/// <param name="IsFrozen">Whether the parameters stay as they are, without a gradient.</param>
/// <param name="Overrides">
/// The optimizer with those options alone that the group gives; the others are the recipe's.
/// </param>
public sealed record ParameterGroup(string Match, bool IsFrozen, ComponentUse Overrides)
{
    /// <summary>
    /// The mode of layers whose parameters are all in the group: in eval mode, their batch-norm
    /// keeps its running statistics and uses them, in training too.
    /// </summary>
    public Mode Mode { get; init; } = Mode.Train;

    /// <summary>The patterns, one by one.</summary>
    public IEnumerable<string> Patterns =>
        Match.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The components that the group's own options name.</summary>
    public IEnumerable<ComponentUse> Inner => Overrides.Inner;

    /// <summary>Whether a parameter is one of the group.</summary>
    /// <param name="parameter">Its name, such as <c>encoder.conv1.weight</c>.</param>
    public bool Has(string parameter) =>
        Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, parameter, ignoreCase: false));

    /// <summary>
    /// The optimizer by which the group is moved: the group's options over others.
    /// </summary>
    /// <param name="optimizer">The recipe's optimizer.</param>
    public ComponentUse Over(ComponentUse optimizer)
    {
        var inherited = optimizer.Options.Where(option => !Overrides.Options.ContainsKey(option.Key));
        return Overrides with { Options = ValueDictionary.Of(inherited.Concat(Overrides.Options)) };
    }
}
