namespace Lab.LeavesTheBall;

/// <summary>An attack that forgets to project.</summary>
[Component("leaves-the-ball", "Moves twice as far as it may")]
public sealed record LeavesTheBall : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        clean + 2 * threat.Radius * (0.5 - clean).sign();
}
