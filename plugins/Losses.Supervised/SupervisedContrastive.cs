using System.ComponentModel.DataAnnotations;

namespace RoCL.Losses.Supervised;

/// <summary>
/// Supervised contrastive: every embedding has to find all others of its class, other views of its
/// own image among them.
/// </summary>
/// <remarks>
/// V views of N images, z of unit length, P(r) the other rows whose image has the class of row r's.
/// The loss of a row is
/// <c>−1/|P(r)| · Σ_{p∈P(r)} log( exp(z_r·z_p/τ) / Σ_{k≠r} exp(z_r·z_k/τ) )</c>, the paper's form
/// with the sum outside the logarithm, and that of an image is the mean over its V rows, times
/// τ/τ₀. A row alone in its class, which one view can leave, has nothing to find and costs 0. With
/// a class of its own for each image and two views it is NT-Xent.
/// <para>
/// Shape: each of one or more views [N, D], all alike, labels [N]; the result is [N], each in [0,
/// ∞), ln(VN − 1) when all rows are equal.
/// </para>
/// <para>Errors: ROCL0301 no view, ROCL0302 views of unlike shape, ROCL0306 no labels.</para>
/// <para>
/// Reference: Khosla et al. 2020, arXiv:2004.11362, eq. 2 (L_out); τ₀ is in their code alone.
/// </para>
/// </remarks>
/// <param name="Temperature">
/// τ, a pure number. The smaller, the more the nearest rows count. Khosla et al.: 0.1; their code's
/// default: 0.07.
/// </param>
/// <param name="BaseTemperature">
/// τ₀, which scales the loss to that of another temperature. τ when left out, as in the paper; 0.07
/// in the authors' code.
/// </param>
/// <example>
/// <code>
/// { "loss": [{ "use": "supervised-contrastive", "views": ["a", "b"], "temperature": 0.1 }] }
/// </code>
/// </example>
[Component("supervised-contrastive", "Supervised contrastive loss, Khosla et al. 2020")]
public sealed record SupervisedContrastive(
    [Range(1e-3, 1e3)] double Temperature = 0.1,
    [Range(1e-3, 1e3)] double? BaseTemperature = null
) : IAnchoredLoss
{
    private const string Name = "supervised-contrastive";
    private const double ShortestLength = 1e-12; // as PyTorch's normalize has it: a row of zeros stays one

    /// <summary>One view, and labels.</summary>
    public LossRequirement Requirement => new(Labels: true);

    /// <inheritdoc/>
    public Tensor Of(LossInput input) => Of(input, 0, CheckedInput.Views(Name, input)[0].shape[0]);

    /// <inheritdoc/>
    public Tensor Of(LossInput input, long from, long count)
    {
        var views = CheckedInput.Views(Name, input);
        var labels = CheckedInput.Labels(Name, input);
        var v = views.Count;
        var n = views[0].shape[0];

        // The rows of some images, of one view after the other.
        var images = arange(from, from + count, device: labels.device);
        var anchors = (n * arange(v, device: labels.device).unsqueeze(1) + images).flatten();

        // log( exp(z_r·z_p/τ) / Σ_{k≠r} exp(z_r·z_k/τ) ) of these, −∞ for p = r.
        var rows = cat([.. views]);
        var z = rows / rows.norm(1, keepdim: true).clamp_min(ShortestLength);
        var own = count == n ? z : z.index_select(0, anchors);
        var self = anchors.unsqueeze(1).eq(arange(v * n, device: z.device));
        var similarity = (own.mm(z.t()) / Temperature).masked_fill(self, double.NegativeInfinity);
        var logP = similarity - similarity.logsumexp(1, keepdim: true);

        // P(r). Masked, not multiplied: a row's −∞ with itself times zero would be no number.
        var sameClass = labels.narrow(0, from, count).unsqueeze(1).eq(labels).repeat(v, v);
        var positives = sameClass.logical_and(self.logical_not());
        var mean = logP.masked_fill(positives.logical_not(), 0).sum(1) / positives.sum(1).clamp_min(1);
        var scale = Temperature / (BaseTemperature ?? Temperature);
        return -scale * mean.view(v, count).mean([0]);
    }
}
