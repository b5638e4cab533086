using System.ComponentModel.DataAnnotations;

/// <summary>
/// Alignment and uniformity: views of an image lie together, images lie apart on the sphere.
/// </summary>
/// <remarks>
/// z of unit length, u and v each pair of views:
/// <c>mean ‖uᵢ − vᵢ‖² + λ · log mean_{i≠j} exp(−t‖zᵢ − zⱼ‖²)</c>, the second for each view.
/// <para>
/// Shape: each view [N, D], all alike; the result is a scalar, and 0 for a batch of one image whose
/// views agree.
/// </para>
/// <para>Reference: Wang and Isola 2020, arXiv:2005.10242, equations 4 and 5.</para>
/// </remarks>
/// <param name="Balance">λ, how much uniformity counts beside alignment.</param>
/// <param name="Sharpness">t, above 0: the larger, the more the nearest neighbours count.</param>
[Component("align-uniform", "Alignment and uniformity on the hypersphere, Wang and Isola 2020")]
public sealed record AlignUniform([Range(0.0, 1e3)] double Balance = 1, [Range(1e-3, 1e3)] double Sharpness = 2)
    : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        var unit = views.Select(view => nn.functional.normalize(view, dim: 1)).ToList();
        var pairs = unit.SelectMany((u, i) => unit.Skip(i + 1).Select(v => (u - v).square().sum(1).mean()));
        var alignment = Mean(pairs);
        return views[0].shape[0] < 2 ? alignment : alignment + Balance * Mean(unit.Select(Uniformity));
    }

    // For unit vectors, ‖a − b‖² is 2 − 2·a·b. The diagonal, an image beside itself, is left out.
    private Tensor Uniformity(Tensor z)
    {
        var itself = eye(z.shape[0], dtype: ScalarType.Bool, device: z.device);
        var closeness = (Sharpness * (2 * z.mm(z.t()) - 2)).masked_fill(itself, double.NegativeInfinity);
        return closeness.flatten().logsumexp(0) - Math.Log(z.shape[0] * (z.shape[0] - 1));
    }

    private static Tensor Mean(IEnumerable<Tensor> scalars) => stack(scalars.ToList()).mean();
}

// In a recipe:
//   "loss": [{ "use": "align-uniform", "views": ["a", "b", "adv"], "balance": 1 }]
