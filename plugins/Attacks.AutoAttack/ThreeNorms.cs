namespace RoCL.Attacks.AutoAttack;

/// <summary>The norms that this plugin's attacks are made for: L-infinity, L2 and L1.</summary>
internal static class ThreeNorms
{
    /// <summary>Whether a threat model is one of the three.</summary>
    /// <param name="threat">The threat model.</param>
    public static bool Have(ThreatModel threat) => threat is LInf or L2 or L1;

    /// <summary>Demands that a threat model is one of the three.</summary>
    /// <param name="threat">The threat model.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    /// <exception cref="ProblemException">ROCL0390: it is another.</exception>
    public static void Demand(ThreatModel threat, string attack)
    {
        if (!Have(threat))
            throw Refused(threat, attack);
    }

    /// <summary>ROCL0390 for a threat model that is none of the three.</summary>
    /// <param name="threat">The threat model.</param>
    /// <param name="attack">The attack's name, for the message.</param>
    public static ProblemException Refused(ThreatModel threat, string attack) =>
        new(
            new(
                "ROCL0390",
                attack,
                $"The attack is made for linf, l2 and l1, and the threat model is {threat}.",
                "Take one of the three, or an attack that works in any threat model, such as pgd."
            )
        );
}
