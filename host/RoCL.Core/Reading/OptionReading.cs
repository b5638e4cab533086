using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>Reads the value of an option by its type.</summary>
/// <param name="components">What reads components among the options.</param>
internal sealed class OptionReading(ComponentReading components)
{
    /// <summary>The value; <see langword="null"/> where a problem was added.</summary>
    /// <param name="node">The place.</param>
    /// <param name="type">What values the option takes.</param>
    /// <param name="low">The least number; the type's where <see langword="null"/>.</param>
    /// <param name="high">The greatest number; the type's where <see langword="null"/>.</param>
    public OptionValue? Value(RecipeNode node, OptionType type, double? low, double? high) =>
        type switch
        {
            OptionType.Real => new OptionValue.Number(
                node.Schedule(0, low ?? double.MinValue, high ?? double.MaxValue)
            ),
            OptionType.Whole whole => new OptionValue.Number(Whole(node, whole, low, high)),
            OptionType.Text => new OptionValue.Text(node.Text("")),
            OptionType.Truth => new OptionValue.Truth(node.Truth(false)),
            OptionType.Choice choice => new OptionValue.Text(
                node.Choice("", [.. choice.Words.Select(word => (word, word))])
            ),
            OptionType.Threat => new ThreatReading(components).Threat(node) switch
            {
                ThreatSpec.Ball ball => new OptionValue.Threat(ball),
                ThreatSpec.Component component => Part(component.Use),
                _ => null,
            },
            OptionType.Component component => Part(components.Use(node, component.Kind)),
            OptionType.Model => RunReading.Run(node) is { Length: > 0 } run
                ? new OptionValue.Model(run, node.Where)
                : null,
            OptionType.List list => new OptionValue.List([
                .. node.ReadMembers(member => Member(member, list.Of, low, high)).OfType<OptionValue>(),
            ]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Schedule Whole(RecipeNode node, OptionType.Whole type, double? low, double? high) =>
        node.Schedule(
            0,
            Math.Max(low ?? type.Least, type.Least),
            Math.Min(high ?? type.Greatest, type.Greatest),
            whole: true
        );

    private static OptionValue.Component? Part(ComponentUse? use) => use is null ? null : new(use);

    // A null in a list is no value. Where a component is missing, its own message says so.
    private OptionValue? Member(RecipeNode node, OptionType type, double? low, double? high) =>
        node.IsEmpty && type is not (OptionType.Component or OptionType.Threat)
            ? node.Expected<OptionValue?>(type.Wanted, null)
            : Value(node, type, low, high);
}
