namespace RoCL.Losses.Instance;

/// <summary>
/// The mean absolute difference between two embeddings of an image: an instance-wise attack may
/// raise it, a regulariser lower it.
/// </summary>
/// <remarks>
/// z and z' of D numbers, not normalised: <c>1/D · Σ_d |z_d − z'_d|</c>. Where two numbers are
/// equal the gradient is zero.
/// <para>
/// As a regulariser the authors multiply the batch's mean by another 1/N, N the batch; as the
/// attack's objective they do not. A recipe says so by the term's weight, <c>"weight": "1/256"</c>
/// for a batch of 256, as it says their 1/λ for NT-Xent.
/// </para>
/// <para>Shape: two views [N, D], alike; the result is [N], each in [0, ∞).</para>
/// <para>Errors: ROCL0301 not two views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Kim et al. 2020, arXiv:2006.07589, section 3 and the objective <c>l1</c> of their
/// code.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// { "loss": [{ "use": "l1", "views": ["adv", "b"], "weight": "1/32" }] }
/// </code>
/// </example>
[Component("l1", "Mean absolute distance of two views' embeddings, Kim et al. 2020")]
public sealed record MeanAbsolute : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        var (one, other) = Pair.Of("l1", views);
        return (one - other).abs().mean([1]);
    }
}
