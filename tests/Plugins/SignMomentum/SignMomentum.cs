using System.ComponentModel.DataAnnotations;

namespace Lab.SignMomentum;

/// <summary>
/// Momentum iterative fast gradient sign method: every step follows the sign of an average of the
/// gradients so far.
/// </summary>
/// <param name="Iterations">How many steps, 1 or more.</param>
/// <param name="Step">How far each goes, in pixel units of images in [0, 1].</param>
/// <param name="Decay">
/// How much of the past each step keeps; 0 is the plain iterative method.
/// </param>
[Component("sign-momentum", "Momentum iterative FGSM, Dong et al. 2018")]
public sealed record SignMomentum(
    [Range(1, 10000)] int Iterations = 10,
    [Range(0.0, 1.0)] double Step = 2.0 / 255,
    [Range(0.0, 10.0)] double Decay = 1
) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Iterate
            .Fold(
                Iterations,
                (Images: clean, Velocity: zeros_like(clean)),
                (state, _) =>
                {
                    var gradient = objective.Gradient(state.Images);
                    var length = gradient.abs().mean([1, 2, 3], keepdim: true).clamp_min(1e-12);
                    var velocity = Decay * state.Velocity + gradient / length;
                    return (threat.Project(state.Images + Step * velocity.sign(), clean), velocity);
                }
            )
            .Images;
}
