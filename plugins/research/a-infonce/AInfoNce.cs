using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// Asymmetric InfoNCE: attacked views as inferior positives, which pull less than they are pulled,
/// and as hard negatives, which count by how near they come.
/// </summary>
/// <remarks>
/// V views of N images, the last of them attacked; u the rows of unit length, e_ij =
/// exp(u_i·u_j/τ), and ℓ_ij = −log(e_ij / Z_i) for each ordered pair of views of one image.
/// <para>
/// The loss is the sum of <c>w_ij ℓ_ij</c> over the pairs, divided by VN. As inferior positives,
/// pairs that end at the attacked view have the weight ωα, and pairs that begin there ω(1 − α);
/// all others have 1.
/// </para>
/// <para>
/// Without hard negatives, Z_i is the sum of e_ik over all k ≠ i. With them, p_i is the mean of
/// e_ij over the positives, and over the n rows of other images
/// <c>Z_i = p_i + max((Σ_j r_ij − n τ⁺ p_i) / (1 − τ⁺), n e^(−1/0.5))</c>
/// where r_ij = e_ij^(β + 1) divided by the mean of e_jk^β over all rows k.
/// </para>
/// <para>
/// Two forms, for the two methods that the authors built it into. On RoCL the gradient goes through
/// the row that searches alone. On AdvCL (<see cref="OnAdvCl"/>) it does so for inferior positives
/// alone; e_ij is exp((u_i·u_j − 1)/τ); hard negatives have Z_j in the place of Z_i; pairs of the
/// attacked view count twice, and only those that begin there where they are no inferior positives;
/// all of it is multiplied by τ/(0.07 (V − 1)).
/// </para>
/// <para>Shape: views [N, D], all alike; the result is [N].</para>
/// <para>Errors: ROCL0301 fewer than two views, ROCL0302 views of unlike shape.</para>
/// <para>
/// Reference: Yu et al. 2022, arXiv:2207.08374, and their NT_xent_HN (RoCL) and SupConLoss (AdvCL).
/// </para>
/// </remarks>
/// <param name="Temperature">τ, a pure number. Theirs: 0.5 on RoCL.</param>
/// <param name="InferiorPositives">Whether attacked views are inferior positives.</param>
/// <param name="HardNegatives">Whether negatives count by how near they are.</param>
/// <param name="Degree">
/// α, how much an unattacked view is pulled towards the attacked one: 0.5 is symmetric. Theirs:
/// 0.2.
/// </param>
/// <param name="AdversarialWeight">
/// ω, the weight of all pairs with the attacked view. Theirs: 1 on RoCL; on AdvCL 1.2, with hard
/// negatives 0.7.
/// </param>
/// <param name="TauPlus">
/// τ⁺, the assumed part of negatives that belong to the image's own class. Theirs: 0.12.
/// </param>
/// <param name="Beta">β, how much nearer negatives count more. Theirs: 1.</param>
/// <param name="OnAdvCl">The form on AdvCL, in place of that on RoCL.</param>
/// <example>
/// <code>
/// { "loss": [{ "use": "a-infonce", "views": ["a", "b", "adv"], "degree": 0.2 }] }
/// </code>
/// </example>
[Component("a-infonce", "Asymmetric InfoNCE, Yu et al. 2022")]
public sealed record AInfoNce(
    [Range(0.02, 1e3)] double Temperature = 0.5,
    bool InferiorPositives = true,
    bool HardNegatives = true,
    [Range(0, 1)] double Degree = 0.2,
    [Range(0, 1e3)] double AdversarialWeight = 1,
    [Range(0, 0.999)] double TauPlus = 0.12,
    [Range(0, 100)] double Beta = 1,
    bool OnAdvCl = false
) : IContrastiveLoss
{
    private const double FloorTemperature = 0.5;
    private const double BaseTemperature = 0.07;
    private const double ImportanceEpsilon = 1e-9;

    /// <summary>Two views; the gradient is stopped on one side of each pair.</summary>
    public LossRequirement Requirement => new(Views: 2) { StopsGradient = true };

    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        Check(views);
        var u = nn.functional.normalize(cat([.. views]), dim: 1);
        var pairs = Pairs.Of(views);
        var logP = LogP(u, OnAdvCl && !InferiorPositives ? u : u.detach(), pairs);
        if (OnAdvCl && InferiorPositives)
            logP = where(pairs.FromAttacked.logical_or(pairs.ToAttacked), logP, LogP(u, u, pairs));

        var weighted = (Weights(pairs) * logP).masked_fill(pairs.IsPositive.logical_not(), 0);
        var perRow = -weighted.sum(1).view(pairs.Views, pairs.Images);
        var scale = OnAdvCl ? Temperature / BaseTemperature / (pairs.Views - 1) : 1;
        return scale * perRow.mean([0]);
    }

    // log(e_ij / Z_i), or with Z_j.
    private Tensor LogP(Tensor u, Tensor v, Pairs pairs)
    {
        var similarity = (u.mm(v.t()) - (OnAdvCl ? 1 : 0)) / Temperature;
        if (!HardNegatives)
        {
            var others = similarity.masked_fill(pairs.IsItself, double.NegativeInfinity);
            return similarity - others.logsumexp(1, keepdim: true);
        }

        var logZ = HardDenominators(similarity.exp(), pairs).log();
        return similarity - logZ.unsqueeze(OnAdvCl ? 0 : 1);
    }

    private Tensor HardDenominators(Tensor e, Pairs pairs)
    {
        var negatives = pairs.Views * (pairs.Images - 1);
        var positive = (e * pairs.IsPositive).sum(1) / (pairs.Views - 1);
        var negative = e * pairs.IsSameImage.logical_not();
        var importance = (negative + ImportanceEpsilon).pow(Beta);
        var reweighted = importance * negative / importance.mean([1]).unsqueeze(0);
        var debiased = (reweighted.sum(1) - TauPlus * negatives * positive) / (1 - TauPlus);
        return positive + debiased.clamp_min(negatives * Math.Exp(-1 / FloorTemperature));
    }

    private Tensor Weights(Pairs pairs)
    {
        var from = InferiorPositives ? 1 - Degree : 1;
        var toDegree = OnAdvCl ? 0 : 1;
        var to = InferiorPositives ? Degree : toDegree;
        var weight = AdversarialWeight * (OnAdvCl ? 2 : 1);
        return 1 + pairs.FromAttacked * (weight * from - 1) + pairs.ToAttacked * (weight * to - 1);
    }

    private static void Check(IReadOnlyList<Tensor> views)
    {
        if (views.Count < 2)
        {
            var what = $"The loss received {views.Count} views, but it compares two or more.";
            throw new ProblemException(new("ROCL0301", "a-infonce", what, "List the views, the attacked one last."));
        }

        if (views.Any(view => view.dim() != 2 || !view.shape.SequenceEqual(views[0].shape)))
        {
            var shapes = string.Join(", ", views.Select(view => $"[{string.Join(", ", view.shape)}]"));
            var what = $"The views' embeddings have the shapes {shapes}, but all must have one shape [N, D].";
            throw new ProblemException(new("ROCL0302", "a-infonce", what, "Let all views pass through one head."));
        }
    }

    // Which rows are views of one image, and which pairs the attacked view is in: bool [VN, VN].
    private sealed record Pairs(int Views, long Images, Tensor IsSameImage, Tensor IsItself, Tensor IsAttacked)
    {
        public Tensor IsPositive => IsSameImage.logical_and(IsItself.logical_not());

        public Tensor FromAttacked => IsAttacked.unsqueeze(1).expand_as(IsItself);

        public Tensor ToAttacked => IsAttacked.unsqueeze(0).expand_as(IsItself);

        public static Pairs Of(IReadOnlyList<Tensor> views)
        {
            var images = views[0].shape[0];
            var row = arange(views.Count * images, device: views[0].device);
            var isSameImage = (row.unsqueeze(1) - row.unsqueeze(0)).remainder(images).eq(0);
            var isItself = row.unsqueeze(1).eq(row.unsqueeze(0));
            return new(views.Count, images, isSameImage, isItself, row.ge((views.Count - 1) * images));
        }
    }
}
