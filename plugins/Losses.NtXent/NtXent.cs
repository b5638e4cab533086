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
/// Over mixed views, as i-Mix has it: with w_i the share of image i's own, a row of a mixed view
/// has its own image's rows in the other views as positives with weight w_i, and its partner's with
/// 1 − w_i. In general <c>Σ_j t_rj·−log( … )</c> with t = A·Bᵀ for rows of two views, A and B the
/// shares of all images in theirs; views of the same mixed images, such as an attacked one, have t
/// = 1 for each other's row. i-Mix contrasts mixed rows with unmixed ones alone; here, as always in
/// NT-Xent, each pair is seen from both sides.
/// </para>
/// <para>
/// Shape: each view [N, D], all alike; the result is [N], each in [0, ∞), (V − 1)·ln(VN − 1) when
/// all rows are equal.
/// </para>
/// <para>Errors: ROCL0301 fewer than two views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Chen et al. 2020, arXiv:2002.05709, eq. 1; with three views, Kim et al. 2020,
/// arXiv:2006.07589; mixed, Lee et al. 2021, arXiv:2010.08887, section 3.
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
) : IContrastiveLoss, IAnchoredLoss
{
    private const double ShortestLength = 1e-12; // as PyTorch's normalize has it: a row of zeros stays one

    /// <summary>Two views; the gradient is stopped with <see cref="DetachOthers"/>.</summary>
    public LossRequirement Requirement => new(Views: 2) { StopsGradient = DetachOthers, HonoursMixing = true };

    /// <inheritdoc/>
    public Tensor Of(LossInput input) => input.Mixes.Any(mix => mix is not null) ? OfMixed(input) : Of(input.Outputs);

    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        Check(views);
        return OfAnchors(views, 0, views[0].shape[0]);
    }

    /// <inheritdoc/>
    public Tensor Of(LossInput input, long from, long count)
    {
        Check(input.Outputs);
        var isMixed = input.Mixes.Any(mix => mix is not null);
        return isMixed ? OfMixed(input).narrow(0, from, count) : OfAnchors(input.Outputs, from, count);
    }

    // The similarities of the anchors' V rows with all rows, and of no others.
    private Tensor OfAnchors(IReadOnlyList<Tensor> views, long from, long count)
    {
        var v = views.Count;
        var n = views[0].shape[0];
        var device = views[0].device;
        var rows = (n * arange(v, device: device).unsqueeze(1) + arange(from, from + count, device: device)).flatten();
        var (similarity, total, epsilon) = Compared(views, rows);

        // log( exp(z_r·z_j/τ) / Σ_{k≠r} exp(z_r·z_k/τ) ) for the V − 1 positives j of each row.
        var positives = (rows.unsqueeze(1) + n * arange(1, v, device: device)) % (v * n);
        var logP = (similarity.gather(1, positives) - total).logaddexp(epsilon);
        return -logP.sum(1).view(v, count).mean([0]);
    }

    // Σ_j t_rj·log( … ), t_rj the share of row r's images in those of row j.
    private Tensor OfMixed(LossInput input)
    {
        Check(input.Outputs);
        var all = arange(input.Outputs.Sum(view => view.shape[0]), device: input.Outputs[0].device);
        var (similarity, total, epsilon) = Compared(input.Outputs, all);
        var targets = MixedTargets.Of(input).to(similarity.dtype);

        // A row is no positive of itself: its share is 0, and −∞ must not meet it.
        var finite = similarity.masked_fill(targets.eq(0), 0);
        var logP = (finite - total).logaddexp(epsilon);
        return -(targets * logP).sum(1).view(input.Outputs.Count, -1).mean([0]);
    }

    // z_r·z_k/τ of some rows with all, the logarithm of its sum over k ≠ r, and log ε.
    private Comparison Compared(IReadOnlyList<Tensor> views, Tensor compared)
    {
        var rows = cat([.. views]);
        var z = rows / (rows.norm(1, keepdim: true) + Epsilon).clamp_min(ShortestLength);
        var others = DetachOthers ? z.detach() : z;
        var own = compared.shape[0] == rows.shape[0] ? z : z.index_select(0, compared);

        // −∞ for k = r takes the row itself out of every sum.
        var self = compared.unsqueeze(1).eq(arange(rows.shape[0], device: z.device));
        var similarity = (own.mm(others.t()) / Temperature).masked_fill(self, double.NegativeInfinity);

        // log(exp(x) + ε) is logaddexp(x, log ε), which no temperature overflows; log 0 adds 0.
        var epsilon = full(1, Math.Log(Epsilon), similarity.dtype, similarity.device);
        var total = similarity.logsumexp(1, keepdim: true).logaddexp(epsilon);
        return new(similarity, total, epsilon);
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

    private sealed record Comparison(Tensor Similarity, Tensor Total, Tensor Epsilon);
}
