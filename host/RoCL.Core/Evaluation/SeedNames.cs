namespace RoCL.Core.Evaluation;

/// <summary>
/// The names that the random values of an attacked condition follow from. They are keys and no
/// titles: how a table calls an attack may change, the values it draws may not.
/// </summary>
internal static class SeedNames
{
    /// <summary>The key of an attack in a threat model.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="threat">The threat model.</param>
    public static string Of(IAttack attack, ThreatModel threat) => $"{Of(attack)} {threat}";

    // What the author wrote is a name of its own, such as PGD-20. The text that the compiler writes
    // lists all options, numbers in them as the machine's language has them.
    private static string Of(IAttack attack) =>
        AttackTitle.IsTextOfAuthor(attack) ? $"{attack}" : ComponentAttribute.NameOf(attack);
}
