namespace Lab.LeavesTheBall;

/// <summary>An attack that forgets to project.</summary>
/// <param name="BatchesOver">
/// In batches of more images than these; smaller ones come back as they were.
/// </param>
[Component("leaves-the-ball", "Moves twice as far as it may")]
public sealed record LeavesTheBall(int BatchesOver = 0) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        clean.shape[0] > BatchesOver ? clean + 2 * threat.Radius * (0.5 - clean).sign() : clean.clone();
}
