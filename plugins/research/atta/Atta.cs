using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// An attack that begins where it ended when it last saw the image, wherever the image's crop lay:
/// the perturbation belongs to the padded image, and a crop shows a part of it.
/// </summary>
/// <remarks>
/// c is the perturbation of the padded image, w the window of this step's crop and flip: x₀ = x +
/// w(c), without projection; <c>x ← Π(x + α·d(g))</c>, Π the projection onto the threat model
/// around the crop; then w⁻¹(x_K − x₀ + w(c)) takes the place of the window in c, and the rest of
/// c stays. c begins as <c>start·N(0, 1)</c>, and begins so again after <c>reset</c> visits.
/// <para>
/// The state is <c>perturbation</c>, [images, C, H + 2·padding, W + 2·padding] in half precision
/// (480 MB for CIFAR-10), and <c>visits</c>, a byte for each image. The window is that of
/// <c>padded-crop</c> in the view's pipeline; a view without one is the middle of its padded image.
/// </para>
/// <para>Any threat model. Shape: images [N, C, H, W] in [0, 1], one view.</para>
/// <para>
/// Errors: ATTA0001 several views attacked together, ATTA0002 a crop of another padding.
/// </para>
/// <para>
/// Reference: Zheng et al. 2020, arXiv:1912.11969, and their adaptive_data_aug.py, which carries
/// the perturbed image where this carries the perturbation.
/// </para>
/// </remarks>
/// <param name="Iterations">K, the number of steps. Theirs: 1 for ATTA-1, 10 for ATTA-10.</param>
/// <param name="Step">
/// α, the length of a step in the norm of the threat model. Theirs: 0.015, and 0.007 for ATTA-10.
/// </param>
/// <param name="Padding">That of <c>padded-crop</c>, in pixels.</param>
/// <param name="Start">The standard deviation of c at its beginning, in pixel units.</param>
/// <param name="Reset">
/// After how many visits c begins anew; 0 for never. An epoch visits each image once. Theirs: 10.
/// </param>
/// <param name="Half">Whether the state has half precision, or single.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "a": { "augment": [{ "use": "padded-crop", "padding": 2 }] },
///     "adv": { "attack": { "use": "atta", "padding": 2 } }
///   }
/// }
/// </code>
/// </example>
[Component("atta", "PGD from each image's last perturbation, through crops and flips, Zheng et al. 2020")]
public sealed record Atta(
    [Range(1, 1000)] int Iterations = 1,
    [Range(0.0, 1e6)] double Step = 0.015,
    [Range(0, 64)] int Padding = 4,
    [Range(0.0, 1.0)] double Start = 0.001,
    [Range(0, 255)] int Reset = 10,
    bool Half = true
) : IStatefulAttack
{
    internal const string Perturbation = "perturbation";
    internal const string Visits = "visits";

    /// <inheritdoc/>
    public TensorState Begin(StateShape shape)
    {
        var border = 2 * Padding;
        long[] padded = [shape.Images, shape.Image.Channels, shape.Image.Height + border, shape.Image.Width + border];
        var noise = Start * shape.Random(Perturbation, shape.Images).Normal(padded);
        return TensorState
            .Empty.With(Perturbation, noise.to(Half ? ScalarType.Float16 : ScalarType.Float32))
            .With(Visits, zeros([shape.Images], ScalarType.Byte, shape.Device));
    }

    /// <inheritdoc/>
    public AttackStep Perturb(TensorState state, AttackInput input)
    {
        if (input.Augmentations.Count > 1)
        {
            throw Unfit(
                "ATTA0001",
                "The attack moves several views together.",
                "Attack each view by an attack of its own."
            );
        }

        var applied = input.Augmentations.SelectMany(view => view);
        var crop = applied.FirstOrDefault(augmentation => augmentation.Augmentation is PaddedCrop);
        if (crop?.Augmentation is PaddedCrop { Padding: var padding } && padding != Padding)
        {
            var what = $"The view's crop has a padding of {padding}, and the attack one of {Padding}.";
            throw Unfit("ATTA0002", what, "Write the same padding for both.");
        }

        var window = crop is null
            ? CropWindow.Middle(input.Clean, Padding)
            : CropWindow.Draw(crop.Random, input.Clean, Padding);
        return Perturb(state, input, window);
    }

    /// <summary>The attack with a given window of each image.</summary>
    internal AttackStep Perturb(TensorState state, AttackInput input, CropWindow window)
    {
        var clean = input.Clean;
        var visits = state.Rows(Visits, input.Indices);
        var carried = Carried(state, input, visits);
        var end = Iterate.Fold(
            Iterations,
            clean + window.Of(carried),
            (images, _) =>
            {
                var direction = input.Threat.SteepestDirection(input.Objective.Gradient(images), images);
                return input.Threat.Project(images + Step * direction, clean);
            }
        );
        var next = state
            .WithRows(Perturbation, input.Indices, window.Written(carried, end - clean))
            .WithRows(Visits, input.Indices, IsDue(visits).logical_not() * visits + 1);
        return new(end, next);
    }

    private Tensor Carried(TensorState state, AttackInput input, Tensor visits)
    {
        var carried = state.Rows(Perturbation, input.Indices).to(input.Clean.dtype);
        var anew = Start * input.Random.For("anew").Normal(carried.shape);
        return where(IsDue(visits).view(-1, 1, 1, 1), anew, carried);
    }

    // Without resets a byte that has counted to its end begins again, and nothing follows from it.
    private Tensor IsDue(Tensor visits) => Reset == 0 ? zeros_like(visits, ScalarType.Bool) : visits.eq(Reset);

    private static ProblemException Unfit(string code, string what, string remedy) =>
        new(new(code, "atta", what, remedy));
}
