namespace RoCL.Losses.Supervised;

/// <summary>
/// Cross-entropy: the true class should have all of the probability, in each view.
/// </summary>
/// <remarks>
/// K logits s and the class y of each image: <c>−log( exp(s_y) / Σ_k exp(s_k) )</c>, and its mean
/// over the views. Over an attacked view it is adversarial training, and raised by an attack,
/// the objective of that training's attack. Over a mixed view it is the mean of both images' own,
/// by their shares: <c>w·CE(s, y) + (1 − w)·CE(s, y')</c>, y' the partner's class.
/// <para>
/// Shape: each of one or more views [N, K], all alike, labels [N]; the result is [N], each in [0,
/// ∞), ln K when all logits are equal.
/// </para>
/// <para>
/// Errors: ROCL0301 no view, ROCL0302 views of unlike shape, ROCL0306 no labels, ROCL0307 a class
/// without a logit.
/// </para>
/// <para>
/// Mixed labels: Zhang et al. 2018, arXiv:1710.09412; Yun et al. 2019, arXiv:1905.04899.
/// </para>
/// <para>Reference: Madry et al. 2018, arXiv:1706.06083, eq. 2.1, for adversarial training.</para>
/// </remarks>
/// <example>
/// <code>
/// {
///   "heads": { "classifier": { "use": "linear" } },
///   "views": {
///     "adv": { "maximise": { "use": "cross-entropy", "views": ["adv"], "head": "classifier" } }
///   },
///   "loss": [{ "use": "cross-entropy", "views": ["adv"], "head": "classifier" }]
/// }
/// </code>
/// </example>
[Component("cross-entropy", "Cross-entropy of logits and labels; over attacked views, Madry et al. 2018")]
public sealed record CrossEntropy : ILoss
{
    private const string Name = "cross-entropy";

    /// <summary>One view, and labels.</summary>
    public LossRequirement Requirement => new(Labels: true) { HonoursMixing = true };

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var views = CheckedInput.Views(Name, input);
        var labels = CheckedInput.Classes(Name, input);
        return stack([.. views.Select((view, place) => Of(view, labels, input.MixOf(place)))]).mean([0]);
    }

    /// <summary>
    /// The loss of each image, [N]; where images are mixed, that of both classes.
    /// </summary>
    internal static Tensor Of(Tensor logits, Tensor labels, ViewMix? mix) =>
        mix is null ? Of(logits, labels) : mix.OfLabels(labels, classes => Of(logits, classes));

    private static Tensor Of(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None);
}
