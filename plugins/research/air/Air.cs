using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// Adversarial contrast, and invariance to style: how an embedding resembles its image should not
/// depend on how the image was augmented.
/// </summary>
/// <remarks>
/// Five views, z of unit length: a and b augmented, o as the image is, ã and b̃ the attacked a and
/// b. For two views x and y, <c>p(x, y)</c> is the softmax over the batch of <c>x_i·y_i/τ</c>, and
/// <c>D(p‖q) = Σ_i p_i (log p_i − log q_i)</c>. The loss is
/// <c>(1 − ω) NT-Xent(a, b) + (1 + ω) NT-Xent(ã, b̃)</c>
/// <c>+ λ₁ D(p(b, o)‖p(a, o)) + λ₂ D(p(b̃, o) p(b̃, b)‖p(ã, o) p(ã, a))</c>.
/// <para>The products in the last term do not sum to 1, so that it may fall below 0.</para>
/// <para>
/// Shape: five views [N, D] in the order a, b, o, ã, b̃; the result is a scalar, since softmaxes
/// run over the batch.
/// </para>
/// <para>Errors: ROCL0301 not five views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Xu et al. 2023, arXiv:2305.00374, and their AIR.py; ω as in DynACL, Luo et al. 2023,
/// arXiv:2303.01289.
/// </para>
/// </remarks>
/// <param name="Temperature">τ, a pure number. Theirs: 0.5.</param>
/// <param name="Standard">
/// λ₁, how much the unattacked views' invariance counts. Theirs: 0.5.
/// </param>
/// <param name="Adversarial">
/// λ₂, how much the attacked views' invariance counts. Theirs: 0.5.
/// </param>
/// <param name="Balance">
/// ω, from 0, where both contrasts count alike, to 1, where the attacked views' counts alone.
/// </param>
/// <param name="AsReleased">
/// Puts q in the place of log q, as their code does: their values, and no divergence.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "image": { "augment": [] },
///     "adv": {
///       "perturb": ["a", "b"],
///       "maximise": { "use": "nt-xent", "views": ["adv.a", "adv.b"] }
///     }
///   },
///   "loss": [{ "use": "air", "views": ["a", "b", "image", "adv.a", "adv.b"] }]
/// }
/// </code>
/// </example>
[Component("air", "Adversarial contrast with invariance to style, Xu et al. 2023")]
public sealed record Air(
    [Range(1e-3, 1e3)] double Temperature = 0.5,
    [Range(0, 1e3)] double Standard = 0.5,
    [Range(0, 1e3)] double Adversarial = 0.5,
    [Range(0, 1)] double Balance = 0,
    bool AsReleased = false
) : ILoss
{
    private const int Views = 5;

    /// <summary>Five views, as listed above.</summary>
    public LossRequirement Requirement => new(Views: Views);

    /// <inheritdoc/>
    public Tensor Of(LossInput input)
    {
        Check(input.Outputs);
        var z = input.Outputs.Select(view => nn.functional.normalize(view, dim: 1)).ToArray();
        var a = z[0];
        var b = z[1];
        var image = z[2];
        var attackedA = z[3];
        var attackedB = z[4];
        return (1 - Balance) * Contrast(a, b)
            + (1 + Balance) * Contrast(attackedA, attackedB)
            + Standard * StandardInvariance(a, b, image)
            + Adversarial * AdversarialInvariance(a, b, image, attackedA, attackedB);
    }

    /// <summary>NT-Xent of two views of unit length, the mean over their rows.</summary>
    internal Tensor Contrast(Tensor one, Tensor other)
    {
        var z = cat([one, other]);
        var rows = z.shape[0];
        var itself = eye(rows, dtype: ScalarType.Bool, device: z.device);
        var similarity = (z.mm(z.t()) / Temperature).masked_fill(itself, double.NegativeInfinity);
        var positives = (arange(rows, device: z.device) + rows / 2) % rows;
        return nn.functional.cross_entropy(similarity, positives);
    }

    /// <summary>How unlike the two augmented views are in how they resemble the image.</summary>
    internal Tensor StandardInvariance(Tensor a, Tensor b, Tensor image) => Divergence(LogP(b, image), LogP(a, image));

    /// <summary>
    /// How unlike the two attacked views are in how they resemble the image and what they were made
    /// from.
    /// </summary>
    internal Tensor AdversarialInvariance(Tensor a, Tensor b, Tensor image, Tensor attackedA, Tensor attackedB) =>
        Divergence(LogP(attackedB, image) + LogP(attackedB, b), LogP(attackedA, image) + LogP(attackedA, a));

    private Tensor LogP(Tensor one, Tensor other) => nn.functional.log_softmax((one * other).sum(1) / Temperature, 0);

    private Tensor Divergence(Tensor logP, Tensor logQ)
    {
        var subtracted = AsReleased ? logQ.exp() : logQ;
        return (logP.exp() * (logP - subtracted)).sum();
    }

    private static void Check(IReadOnlyList<Tensor> views)
    {
        if (views.Count != Views)
        {
            throw new ProblemException(
                new(
                    "ROCL0301",
                    "air",
                    $"The loss received {views.Count} views; it takes exactly {Views}.",
                    "List two augmented views, the image, and the two attacked views."
                )
            );
        }

        if (views.Any(view => view.dim() != 2 || !view.shape.SequenceEqual(views[0].shape)))
        {
            throw new ProblemException(
                new(
                    "ROCL0302",
                    "air",
                    $"The views' embeddings have the shapes {string.Join(", ", views.Select(Shape))}; "
                        + "one shape [N, D] is expected for all.",
                    "Let all views pass through one head, and perturb whole views."
                )
            );
        }
    }

    private static string Shape(Tensor view) => $"[{string.Join(", ", view.shape)}]";
}
