namespace RoCL.Attacks.Gradient;

/// <summary>Placeholder.</summary>
[Component("pgd", "Projected gradient descent, Madry et al. 2018")]
public sealed record Pgd(int Iterations = 7, double Step = 2.0 / 255, double? RelativeStep = null, bool RandomStart = true) : IAttack
{
    /// <inheritdoc/>
    public override string ToString() => $"PGD-{Iterations}";

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Iterate.Fold(Iterations, RandomStart ? threat.RandomPoint(clean, random) : clean, (x, _) =>
            threat.Project(x + (RelativeStep is { } part ? part * threat.Radius : Step) * threat.SteepestDirection(objective.Gradient(x)), clean));
}
