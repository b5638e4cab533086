namespace Lab.NeedsDependencyTwo;

/// <summary>An attack that leans on a library of its own.</summary>
[Component("dependent", "Leans on version Two of a library")]
public sealed record Dependent : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;

    /// <inheritdoc/>
    public override string ToString() => Dependency.Library.Version;
}
