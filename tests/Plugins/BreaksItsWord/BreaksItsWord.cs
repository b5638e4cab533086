namespace Lab.BreaksItsWord;

/// <summary>An attack that draws its own numbers.</summary>
[Component("own-dice", "Draws from a generator of its own")]
public sealed record OwnDice : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        threat.Project(clean + 2 * threat.Radius * (rand_like(clean) - 0.5), clean);
}

/// <summary>An augmentation that does not clamp.</summary>
/// <param name="Factor">What the brightness is multiplied by.</param>
[Component("overexposed", "Brighter than white")]
public sealed record Overexposed(double Factor) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random) => images * Factor;
}

/// <summary>A loss that stops the gradient to its target, and does not say so.</summary>
[Component("silent-stop", "Stops a gradient in silence")]
public sealed record SilentStop : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views) => (views[0].detach() - views[1]).square().sum(1);
}
