namespace RoCL.Runs.Results;

/// <summary>An attack, and everything that it was set to.</summary>
/// <param name="Use">Its component.</param>
/// <param name="Options">All of its options with their values, defaults too.</param>
public sealed record AttackSummary(string Use, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>Of an attack.</summary>
    /// <param name="attack">The attack.</param>
    public static AttackSummary Of(IAttack attack) =>
        new(
            ComponentAttribute.NameOf(attack),
            ComponentSetting
                .Of(attack)
                .ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)
        );

    /// <summary>All of it as one text, the same for attacks that are set alike.</summary>
    public override string ToString() =>
        $"{Use} ({string.Join(", ", Options.Select(option => $"{option.Key} {option.Value}"))})";
}
