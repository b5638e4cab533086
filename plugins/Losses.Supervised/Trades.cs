using System.ComponentModel.DataAnnotations;

namespace RoCL.Losses.Supervised;

/// <summary>
/// TRADES: a correct prediction on the clean image, and the same one on the attacked image.
/// </summary>
/// <remarks>
/// s and s' the logits of the clean and of the attacked view, p and q their softmax:
/// <c>CE(s, y) + β·KL(p ‖ q)</c>. The attack that makes the second view raises <c>kl</c>. As in the
/// authors' code the gradient flows through both sides of the divergence. Where the first view is
/// mixed, its cross-entropy is that of both classes by their shares; the divergence is of the same
/// mixed images.
/// <para>
/// In the authors' code the clean and the attacked images go through the network one after the
/// other, so that batch-norm normalises each by its own statistics; so they do here.
/// <paramref name="OnePass"/> passes them together.
/// </para>
/// <para>
/// Shape: two views [N, K], the clean one first, labels [N]; the result is [N], each in [0, ∞).
/// </para>
/// <para>
/// Errors: ROCL0301 not two views, ROCL0302 views of unlike shape, ROCL0306 no labels, ROCL0307 a
/// class without a logit.
/// </para>
/// <para>Reference: Zhang et al. 2019, arXiv:1901.08573, eq. 5; their 1/λ is β.</para>
/// </remarks>
/// <param name="Beta">
/// β, a pure number: the larger, the more robustness counts beside accuracy. Zhang et al.: 6 on
/// CIFAR-10.
/// </param>
/// <param name="OnePass">
/// Passes both views together, with batch-norm statistics of both: less like the authors' code, and
/// a little faster. It left 58.2 % where two passes left 60.4 in a small run at 16/255.
/// </param>
/// <example>
/// <code>
/// {
///   "heads": { "classifier": { "use": "linear" } },
///   "views": {
///     "adv": { "maximise": { "use": "kl", "views": ["a", "adv"], "head": "classifier" } }
///   },
///   "loss": [{ "use": "trades", "views": ["a", "adv"], "head": "classifier", "beta": 6 }]
/// }
/// </code>
/// </example>
[Component("trades", "Clean cross-entropy and the divergence under attack, Zhang et al. 2019")]
public sealed record Trades([Range(0, 1e6)] double Beta = 6, bool OnePass = false) : ILoss
{
    private const string Name = "trades";

    /// <summary>Two views, each in a pass of its own, and labels.</summary>
    public LossRequirement Requirement =>
        new(Views: 2, Labels: true) { HonoursMixing = true, SeparatePasses = !OnePass };

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        var views = CheckedInput.Views(Name, input, least: 2, most: 2);
        var labels = CheckedInput.Classes(Name, input);

        // CE(s, y) + β·KL(p ‖ q)
        return CrossEntropy.Of(views[0], labels, input.MixOf(0)) + Beta * KullbackLeibler.Of(views[0], views[1]);
    }
}
