namespace RoCL.Measurements.Smoothed;

/// <summary>An attack on the expectation over transformations (EoT).</summary>
/// <param name="Inner">The attack.</param>
/// <param name="Draws">Of the network that gives the gradients.</param>
internal sealed record ThroughExpectation(IAttack Inner, TransformationDraws Draws) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        Draws.Begin(random.For("transformations"));
        return Inner.Perturb(clean, objective, threat, random);
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Inner.Takes(threat);

    /// <summary>The inner attack's own title.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.Of(Inner, threat);

    /// <summary>As the inner attack is written.</summary>
    public override string ToString() => $"{Inner}";
}
