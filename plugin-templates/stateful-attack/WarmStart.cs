using System.ComponentModel.DataAnnotations;

// A working attack with a state, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Begin returns the state before the first step, as named tensors: they go into checkpoints.
//      Names, shapes and types stay what they are. Float16 or bytes do for a tensor with a row for
//      each training image.
//   3. Perturb receives the state and returns the images and the next state. input.Indices says
//      which training image each row is: Rows reads and WithRows writes by them.
//   4. Take every step with Threat.Project, so that the images stay in the ball and in [0, 1].
//   5. `rocl check WarmStart.cs` tries the laws of every attack, and those of states.

/// <summary>
/// Projected gradient descent that begins where it ended when it last saw the image, so that few
/// steps an epoch do the work of many.
/// </summary>
/// <remarks>
/// x₀ = Π(x + δ), δ the image's last perturbation; xₖ₊₁ ← Π(xₖ + α·d(g)); then δ ← x_K − x. The
/// state is <c>perturbation</c>, float16 [images, C, H, W], zeros at the beginning. It knows
/// nothing of crops and flips: augment the view in place at most, such as by colour.
/// <para>Shape: images [N, C, H, W] in [0, 1], one view.</para>
/// <para>
/// Begun from: Zheng et al. 2020, arXiv:1912.11969; Shafahi et al. 2019, arXiv:1904.12843.
/// </para>
/// </remarks>
/// <param name="Iterations">The number of steps, K.</param>
/// <param name="Step">α, the length of a step in the norm of the threat model.</param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "warm-start", "iterations": 1, "step": "4/255" } } } }
/// </code>
/// </example>
[Component("warm-start", "PGD from each image's last perturbation")]
public sealed record WarmStart([Range(1, 10_000)] int Iterations = 1, [Range(0.0, 1e6)] double Step = 4.0 / 255)
    : IStatefulAttack
{
    private const string Perturbation = "perturbation";

    /// <inheritdoc/>
    public TensorState Begin(StateShape shape)
    {
        long[] all = [shape.Images, shape.Image.Channels, shape.Image.Height, shape.Image.Width];
        return TensorState.Empty.With(Perturbation, zeros(all, ScalarType.Float16, shape.Device));
    }

    /// <inheritdoc/>
    public AttackStep Perturb(TensorState state, AttackInput input)
    {
        var clean = input.Clean;
        var last = state.Rows(Perturbation, input.Indices).to(clean.dtype);
        var moved = Iterate.Fold(
            Iterations,
            input.Threat.Project(clean + last, clean),
            (images, _) =>
            {
                var direction = input.Threat.SteepestDirection(input.Objective.Gradient(images), images);
                return input.Threat.Project(images + Step * direction, clean);
            }
        );
        return new(moved, state.WithRows(Perturbation, input.Indices, moved - clean));
    }
}
