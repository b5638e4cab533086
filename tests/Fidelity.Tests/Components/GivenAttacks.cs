using Fidelity.Tests.Networks;
using Fidelity.Tests.Rounding;

namespace Fidelity.Tests.Components;

/// <summary>An attack whose result the golden file holds.</summary>
[Component("given-attack", "An attack that was given")]
public sealed record GivenAttack : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        GivenStep.Current.Tensors["adversarial"];
}

/// <summary>
/// An attack that is compared: what it finds is judged beside the golden images, and training goes
/// on with the golden ones, so that a pixel whose sign is undecided does not carry over into the
/// weights.
/// </summary>
[Component("compared-attack", "An attack that is compared with a golden one")]
public sealed record ComparedAttack(IAttack Inner) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var step = GivenStep.Current;
        var golden = step.Tensors["adversarial"];
        new TinyNetworkAttack(Inner, objective, clean, threat, step.Weights).Agrees(golden, "adversarial images");
        step.Keep("adversarial", golden);
        return golden;
    }
}

/// <summary>
/// PGD from a start that the golden file holds, and that is not clamped before the first step; it
/// keeps the loss of the clean images and the attacked ones.
/// </summary>
/// <param name="Iterations">How many steps.</param>
/// <param name="Step">The length of a step.</param>
/// <param name="Probe">
/// Which draw of rounding errors the gradient of a contrastive loss has; 0 for none.
/// </param>
/// <param name="Temperature">The temperature of that loss.</param>
[Component("attack-from-start", "PGD from a given start")]
public sealed record AttackFromStart(int Iterations, double Step, int Probe = 0, double Temperature = 1) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var step = GivenStep.Current;
        var attacked = From(clean + step.Tensors["start"], clean, objective, threat);
        step.Keep("clean loss", objective.Losses(clean).mean());
        step.Keep("attacked", attacked);
        return attacked;
    }

    /// <summary>The attack from a starting point.</summary>
    internal Tensor From(Tensor start, Tensor clean, IObjective objective, ThreatModel threat) =>
        Iterate.Fold(
            Iterations,
            start,
            (x, _) => threat.Project(x + Step * threat.SteepestDirection(Gradient(objective, x), x), clean)
        );

    private Tensor Gradient(IObjective objective, Tensor x)
    {
        if (Probe == 0)
            return objective.Gradient(x);
        var noise = new RoundingNoise(Probe);
        var error = objective.Aim(embeddings => noise.OnSimilarities(embeddings, Temperature));
        return objective.Gradient(x) + error.Gradient(x);
    }
}
