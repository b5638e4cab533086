namespace RoCL.Losses.Instance;

/// <summary>
/// One minus the cosine between two embeddings of an image: an instance-wise attack may raise it, a
/// regulariser lower it.
/// </summary>
/// <remarks>
/// <c>1 − z·z' / (|z|·|z'|)</c>, so that the batch's mean is the authors' 1 − Σ/N, both as the
/// attack's objective and as their regulariser, which has no further factor: its term's weight is
/// 1. A length under 1e-8 counts as 1e-8, as PyTorch has it.
/// <para>
/// Shape: two views [N, D], alike; the result is [N], each in [0, 2], whatever the lengths.
/// </para>
/// <para>Errors: ROCL0301 not two views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Kim et al. 2020, arXiv:2006.07589, section 3 and the objective <c>cos</c> of their
/// code.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// { "loss": [{ "use": "cos", "views": ["adv", "b"], "weight": 1 }] }
/// </code>
/// </example>
[Component("cos", "One minus the cosine of two views' embeddings, Kim et al. 2020")]
public sealed record Cosine : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        var (one, other) = Pair.Of("cos", views);
        return 1 - nn.functional.cosine_similarity(one, other, dim: 1);
    }
}
