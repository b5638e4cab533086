namespace Lab.NotANumber;

/// <summary>An attack that divides by zero.</summary>
[Component("not-a-number", "Returns NaN")]
public sealed record NotANumber : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        clean - clean + double.NaN;
}
