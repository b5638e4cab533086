namespace Lab.NeedsDependencyOne;

/// <summary>An attack that leans on a library of its own.</summary>
[Component("dependent", "Leans on version One of a library")]
public sealed record Dependent : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;

    /// <inheritdoc/>
    public override string ToString() => Dependency.Library.Version;
}
