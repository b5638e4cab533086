using System.ComponentModel.DataAnnotations;

/// <summary>
/// Momentum iterative fast gradient sign method: each step follows an average of the gradients so
/// far.
/// </summary>
/// <remarks>
/// v ← μv + g/‖g‖₁, x ← Π(x + α·d(v)), where g is the objective's gradient, d the steepest
/// direction of the threat model and Π its projection.
/// <para>
/// Shape: images [N, C, H, W] in [0, 1], each attacked by itself; what comes back is checked
/// against threat model and range.
/// </para>
/// <para>Reference: Dong et al. 2018, arXiv:1710.06081, algorithm 1.</para>
/// </remarks>
/// <param name="Iterations">How many steps.</param>
/// <param name="Step">
/// α, the length of a step in the norm of the threat model, in pixel units.
/// </param>
/// <param name="Decay">
/// μ, how much of the past each step keeps; 0 is the plain iterative method.
/// </param>
[Component("sign-momentum", "Momentum iterative FGSM, Dong et al. 2018")]
public sealed record SignMomentum(
    [Range(1, 10_000)] int Iterations = 10,
    [Range(0.0, 1e6)] double Step = 2.0 / 255,
    [Range(0.0, 10.0)] double Decay = 1
) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Iterate
            .Fold(
                Iterations,
                (Images: threat.RandomPoint(clean, random), Velocity: zeros_like(clean)),
                (at, _) =>
                {
                    var gradient = objective.Gradient(at.Images);
                    var velocity =
                        Decay * at.Velocity + gradient / gradient.abs().mean([1, 2, 3], keepdim: true).clamp_min(1e-12);
                    return (threat.Project(at.Images + Step * threat.SteepestDirection(velocity), clean), velocity);
                }
            )
            .Images;
}

// In a recipe: "views": { "adv": { "attack": { "use": "sign-momentum", "iterations": 5, "step":
// "8/255", "decay": 1 } } }
