namespace RoCL.Measurements.Attacks;

/// <summary>An attack under a name of its own, which its condition gets.</summary>
/// <param name="Inner">The attack.</param>
/// <param name="Key">The name that its random values follow from.</param>
/// <param name="Title">The name of its condition, without the threat model's.</param>
/// <param name="Grid">Names the attacks that this one consists of.</param>
internal sealed record NamedAttack(IAttack Inner, string Key, string Title, AttackGrid Grid) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Inner.Perturb(clean, objective, threat, random.Renaming(member => Grid.Named((IAttack)member)));

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Inner.Takes(threat);

    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => Title;

    /// <summary>The name that its random values follow from.</summary>
    public override string ToString() => Key;
}
