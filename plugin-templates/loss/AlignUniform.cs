using System.ComponentModel.DataAnnotations;

// A working loss, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Of receives the embeddings of each view, [N, D] each; row i of every view is the same image.
//      It returns one loss for each image, [N], or a scalar.
//   3. Let the gradient be the derivative of the value. Where you stop it on purpose (detach),
//      declare StopsGradient in the Requirement.
//   4. Implement ILoss in place of IContrastiveLoss for labels, names of views or a single view.
//   5. `rocl check AlignUniform.cs` tries the laws of every loss.

/// <summary>
/// Alignment and uniformity: the views of an image lie close together, and images lie far apart on
/// the sphere.
/// </summary>
/// <remarks>
/// With z of unit length, the mean over all pairs of views (u, v), and the mean over all views:
/// <c>mean ‖uᵢ − vᵢ‖² + λ · log mean_{i≠j} exp(−t‖zᵢ − zⱼ‖²)</c>.
/// <para>
/// Shape: each view [N, D], all alike; the result is a scalar. A batch of one image has no
/// uniformity: its loss is the alignment.
/// </para>
/// <para>Begun from: Wang and Isola 2020, arXiv:2005.10242, equations 4 and 5.</para>
/// </remarks>
/// <param name="Balance">λ, the weight of uniformity.</param>
/// <param name="Sharpness">t: the larger, the more the nearest neighbours count.</param>
/// <example>
/// <code>
/// { "loss": [{ "use": "align-uniform", "views": ["a", "b", "adv"], "balance": 1 }] }
/// </code>
/// </example>
[Component("align-uniform", "Alignment and uniformity on the hypersphere")]
public sealed record AlignUniform([Range(0.0, 1e3)] double Balance = 1, [Range(1e-3, 1e3)] double Sharpness = 2)
    : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        var unit = views.Select(view => nn.functional.normalize(view, dim: 1)).ToList();
        var alignment = Mean(unit.SelectMany((u, i) => unit.Skip(i + 1).Select(v => MeanSquaredDistance(u, v))));
        var images = views[0].shape[0];
        return images < 2 ? alignment : alignment + Balance * Mean(unit.Select(Uniformity));
    }

    private static Tensor MeanSquaredDistance(Tensor u, Tensor v) => (u - v).square().sum(1).mean();

    // For unit vectors, ‖a − b‖² is 2 − 2·a·b. The diagonal, an image and itself, is left out.
    private Tensor Uniformity(Tensor z)
    {
        var images = z.shape[0];
        var diagonal = eye(images, dtype: ScalarType.Bool, device: z.device);
        var exponents = (Sharpness * (2 * z.mm(z.t()) - 2)).masked_fill(diagonal, double.NegativeInfinity);
        return exponents.flatten().logsumexp(0) - Math.Log(images * (images - 1));
    }

    private static Tensor Mean(IEnumerable<Tensor> scalars) => stack(scalars.ToList()).mean();
}
