namespace RoCL.Measurements.Attacks;

/// <summary>An attack under a name of its own, which its condition gets.</summary>
/// <param name="Inner">The attack.</param>
/// <param name="Name">The name.</param>
/// <param name="Grid">Names the attacks that this one consists of.</param>
internal sealed record NamedAttack(IAttack Inner, string Name, AttackGrid Grid) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Inner.Perturb(clean, objective, threat, random.Renaming(member => Grid.Named((IAttack)member)));

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Inner.Takes(threat);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
