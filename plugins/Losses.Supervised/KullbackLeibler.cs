namespace RoCL.Losses.Supervised;

/// <summary>
/// How far the attacked image's prediction has moved from that of the clean one: the attack of
/// TRADES raises it.
/// </summary>
/// <remarks>
/// p and q the softmax of the first and of the second view's logits:
/// <c>KL(p ‖ q) = Σ_k p_k·(log p_k − log q_k)</c>. No gradient flows into p, the fixed target.
/// <para>
/// At q = p the divergence has its minimum and its gradient is zero: an attack has to start at
/// another point than the clean image, as PGD with a random start does. The authors start 0.001
/// away, normally distributed.</para>
/// <para>
/// No label takes part, so mixed images need no weights: both views are of the same ones.
/// </para>
/// <para>Shape: two views [N, K], the clean one first; the result is [N], each in [0, ∞).</para>
/// <para>Errors: ROCL0301 not two views, ROCL0302 views of unlike shape.</para>
/// <para>Reference: Zhang et al. 2019, arXiv:1901.08573, algorithm 1, line 7.</para>
/// </remarks>
/// <example>
/// <code>
/// {
///   "heads": { "classifier": { "use": "linear" } },
///   "views": {
///     "adv": { "maximise": { "use": "kl", "views": ["a", "adv"], "head": "classifier" } }
///   },
///   "loss": [{ "use": "trades", "views": ["a", "adv"], "head": "classifier" }]
/// }
/// </code>
/// </example>
[Component("kl", "Divergence of the attacked prediction from the clean one, Zhang et al. 2019")]
public sealed record KullbackLeibler : ILoss
{
    /// <summary>Two views, and no gradient into the first.</summary>
    public LossRequirement Requirement => new(Views: 2) { StopsGradient = true, HonoursMixing = true };

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var views = CheckedInput.Views("kl", input, least: 2, most: 2);
        return Of(views[0].detach(), views[1]);
    }

    /// <summary>KL(p ‖ q) of each image, [N], from logits; both sides are differentiable.</summary>
    internal static Tensor Of(Tensor p, Tensor q)
    {
        var logP = p.log_softmax(1);
        var logQ = q.log_softmax(1);
        return (logP.exp() * (logP - logQ)).sum(1);
    }
}
