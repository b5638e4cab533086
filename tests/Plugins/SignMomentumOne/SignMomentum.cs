using System.ComponentModel.DataAnnotations;

namespace Lab.SignMomentum;

/// <summary>
/// One plugin in two releases: 1.0 takes the gradient at the images, Dong et al. 2018; 1.1 at the
/// place where the momentum leads, Lin et al. 2020.
/// </summary>
/// <param name="Iterations">How many steps, 1 or more.</param>
/// <param name="Step">How far each goes, in pixel units of images in [0, 1].</param>
/// <param name="Decay">How much of the past each step keeps.</param>
[Component("sign-momentum", "Momentum iterative FGSM")]
public sealed record SignMomentum(
    [Range(1, 10000)] int Iterations = 10,
    [Range(0.0, 1.0)] double Step = 2.0 / 255,
    [Range(0.0, 10.0)] double Decay = 1
) : IAttack
{
    /// <summary>How many batches this release has attacked.</summary>
    public static int Attacked { get; private set; }

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        Attacked++;
        return Iterate
            .Fold(
                Iterations,
                (Images: clean, Velocity: zeros_like(clean)),
                (state, _) =>
                {
                    var gradient = objective.Gradient(GradientPoint(state.Images, state.Velocity));
                    var length = gradient.abs().mean([1, 2, 3], keepdim: true).clamp_min(1e-12);
                    var velocity = Decay * state.Velocity + gradient / length;
                    return (threat.Project(state.Images + Step * velocity.sign(), clean), velocity);
                }
            )
            .Images;
    }

#if NESTEROV
    private Tensor GradientPoint(Tensor images, Tensor velocity) => images + Step * Decay * velocity;
#else
    private static Tensor GradientPoint(Tensor images, Tensor velocity) => images;
#endif
}
