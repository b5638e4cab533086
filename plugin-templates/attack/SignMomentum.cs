using System.ComponentModel.DataAnnotations;

// A working attack, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Perturb receives images [N, C, H, W] in [0, 1] and returns as many of the same shape. Take
//      every step with threat.Project, so that the images stay in the ball and in [0, 1].
//   3. Take every random value from `random`, never from libtorch's own generator: then the same
//      seed gives the same images.
//   4. `rocl check SignMomentum.cs` tries the laws of every attack.

/// <summary>
/// Momentum iterative fast gradient sign method: each step follows a moving average of the
/// gradients so far.
/// </summary>
/// <remarks>
/// v ← μv + g / mean|g|, x ← Π(x + α·d(v)), where g is the gradient of the objective, d the
/// steepest direction of the threat model and Π its projection. The paper divides by ‖g‖₁, which is
/// D times the mean; for the sign of v the factor makes no difference.
/// <para>Shape: images [N, C, H, W] in [0, 1], each attacked by itself.</para>
/// <para>Begun from: Dong et al. 2018, arXiv:1710.06081, algorithm 1.</para>
/// </remarks>
/// <param name="Iterations">The number of steps.</param>
/// <param name="Step">
/// α, the length of a step in the norm of the threat model, in pixel units of images in [0, 1].
/// </param>
/// <param name="Decay">
/// μ, the weight of the past gradients; 0 gives the iterative method without momentum.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "sign-momentum", "iterations": 3, "decay": 0.9 } } } }
/// </code>
/// </example>
[Component("sign-momentum", "Momentum iterative FGSM")]
public sealed record SignMomentum(
    [Range(1, 10_000)] int Iterations = 10,
    [Range(0.0, 1e6)] double Step = 2.0 / 255,
    [Range(0.0, 10.0)] double Decay = 1
) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        // A loop over tensors: Iterate frees what an iteration allocates and does not return.
        var end = Iterate.Fold(
            Iterations,
            (Images: threat.RandomPoint(clean, random), Velocity: zeros_like(clean)),
            (state, _) =>
            {
                var gradient = objective.Gradient(state.Images);
                var scale = gradient.abs().mean([1, 2, 3], keepdim: true).clamp_min(1e-12);
                var velocity = Decay * state.Velocity + gradient / scale;
                var moved = state.Images + Step * threat.SteepestDirection(velocity, state.Images);
                return (threat.Project(moved, clean), velocity);
            }
        );
        return end.Images;
    }
}
