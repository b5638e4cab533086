namespace Lab.MissingDependency;

/// <summary>An attack that leans on a library of its own.</summary>
[Component("missing-dependency", "Leans on a library that was left behind")]
public sealed record MissingDependency : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean;

    /// <inheritdoc/>
    public override string ToString() => Dependency.Library.Version;
}
