using System.ComponentModel.DataAnnotations;

namespace RoCL.Losses.NtXent;

/// <summary>
/// NT-Xent: every embedding has to find its own other views among all embeddings of the batch.
/// </summary>
/// <remarks>
/// V views of N images, z of unit length, P(r) the other views of row r's image. An image's loss is
/// the mean over its V rows of <c>Σ_{j∈P(r)} −log( exp(z_r·z_j/τ) / Σ_{k≠r} exp(z_r·z_k/τ) )</c>,
/// so the batch's mean is the sum over all ordered pairs divided by VN.
/// <para>
/// Shape: each view [N, D], all alike; the result is [N], each in [0, ∞), (V − 1)·ln(VN − 1) when
/// all rows are equal.
/// </para>
/// <para>Errors: ROCL0301 fewer than two views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Chen et al. 2020, arXiv:2002.05709, eq. 1; with three views, Kim et al. 2020,
/// arXiv:2006.07589.
/// </para>
/// </remarks>
/// <param name="Temperature">
/// τ, a pure number. The smaller, the more the nearest negatives count. RoCL: 0.5.
/// </param>
/// <param name="DetachOthers">
/// Stops the gradient through z_j and z_k: only the row that searches learns. The authors' code
/// does so too; the loss is the textbook's, its gradient is one-sided.
/// </param>
/// <param name="Epsilon">
/// Added to the length that z is divided by, to the sum under the fraction and to the fraction
/// inside the log. The textbook has none; the authors' code has 1e-8.
/// </param>
/// <example>
/// <code>
/// {
///   "loss": [
///     { "use": "nt-xent", "views": ["a", "b", "adv"], "temperature": 0.5, "detachOthers": true }
///   ]
/// }
/// </code>
/// </example>
[Component("nt-xent", "Normalised temperature-scaled cross-entropy, Chen et al. 2020")]
public sealed record NtXent(
    [Range(1e-3, 1e3)] double Temperature = 0.5,
    bool DetachOthers = false,
    [Range(0, 1e-3)] double Epsilon = 0
) : IContrastiveLoss
{
    private const double ShortestLength = 1e-12; // as PyTorch's normalize has it: a row of zeros stays one

    /// <summary>Two views; the gradient is stopped with <see cref="DetachOthers"/>.</summary>
    public LossRequirement Requirement => new(Views: 2) { StopsGradient = DetachOthers };

    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        Check(views);
        var v = views.Count;
        var n = views[0].shape[0];

        // z_r·z_k/τ; −∞ for k = r, which takes the row itself out of every sum.
        var rows = cat([.. views]);
        var z = rows / (rows.norm(1, keepdim: true) + Epsilon).clamp_min(ShortestLength);
        var others = DetachOthers ? z.detach() : z;
        var self = eye(v * n, dtype: ScalarType.Bool, device: z.device);
        var similarity = (z.mm(others.t()) / Temperature).masked_fill(self, double.NegativeInfinity);

        // log( exp(z_r·z_j/τ) / Σ_{k≠r} exp(z_r·z_k/τ) ) for the V − 1 positives j of each row.
        // log(exp(x) + ε) is logaddexp(x, log ε), which no temperature overflows; log 0 = −∞ adds
        // nothing.
        var epsilon = full(1, Math.Log(Epsilon), similarity.dtype, similarity.device);
        var total = similarity.logsumexp(1, keepdim: true).logaddexp(epsilon);
        var row = arange(v * n, device: z.device).unsqueeze(1);
        var positives = (row + n * arange(1, v, device: z.device)) % (v * n);
        var logP = (similarity.gather(1, positives) - total).logaddexp(epsilon);
        return -logP.sum(1).view(v, n).mean([0]);
    }

    private static void Check(IReadOnlyList<Tensor> views)
    {
        if (views.Count < 2)
            throw TooFew(views.Count);
        if (views.Any(view => view.dim() != 2 || !view.shape.SequenceEqual(views[0].shape)))
            throw UnlikeShapes(views);
    }

    private static ProblemException TooFew(int views) =>
        new(
            new(
                "ROCL0301",
                "nt-xent",
                $"The loss received {views} views, but it compares two or more.",
                "List at least two views in its 'views'."
            )
        );

    private static ProblemException UnlikeShapes(IReadOnlyList<Tensor> views)
    {
        var shapes = views.Select(view => $"[{string.Join(", ", view.shape)}]");
        return new(
            new(
                "ROCL0302",
                "nt-xent",
                $"The views' embeddings have the shapes {string.Join(", ", shapes)}, but all must have one shape "
                    + "[N, D].",
                "Let all views pass through one head, and perturb whole views."
            )
        );
    }
}
