using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Components;

/// <summary>A component as a recipe uses it: found, with its options read and checked.</summary>
/// <param name="Component">Which component.</param>
/// <param name="Options">
/// The options that the recipe gives, by name; the others keep their defaults.
/// </param>
/// <param name="Where">The recipe's file and key, as messages name them.</param>
public sealed record ComponentUse(ComponentDescription Component, ValueDictionary<OptionValue> Options, string Where)
{
    private const string EndOfFileName = ": ";

    /// <summary>
    /// The recipe's key alone: seeds and metrics follow it, so that a run does not depend on where
    /// its recipe lies.
    /// </summary>
    public string Key
    {
        get
        {
            var end = Where.LastIndexOf(EndOfFileName, StringComparison.Ordinal);
            return end < 0 ? Where : Where[(end + EndOfFileName.Length)..];
        }
    }

    /// <summary>
    /// Key, plugin and version, as messages name them:
    /// <c>rocl.json: views.adv.attack (MyLab/sign-momentum 1.0.0)</c>.
    /// </summary>
    public string Place => $"{Where} ({Component.QualifiedName} {Component.Plugin.Release})";

    /// <summary>
    /// Every number of its options that changes while training goes on, by its key.
    /// </summary>
    public IEnumerable<ScheduledNumber> Schedules =>
        Options.SelectMany(option => option.Value.Schedules($"{Key}.{option.Key}"));

    /// <summary>This use, and every use inside its options, at any depth.</summary>
    public IEnumerable<ComponentUse> WithInner => Inner.SelectMany(use => use.WithInner).Prepend(this);

    /// <summary>The uses that stand in its options themselves.</summary>
    public IEnumerable<ComponentUse> Inner => Options.Values.SelectMany(InnerOf);

    private static IEnumerable<ComponentUse> InnerOf(OptionValue value) =>
        value switch
        {
            OptionValue.Component component => [component.Value],
            OptionValue.List list => list.Values.SelectMany(InnerOf),
            _ => [],
        };
}
