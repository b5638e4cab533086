using RoCL.Core.Plans;
using RoCL.Core.Ranks;

namespace RoCL.Core.Training;

/// <summary>
/// How ranks share the work of losses that find the loss of some images alone: each takes its own
/// images of every mean, and what all find is added up.
/// </summary>
/// <remarks>
/// The value of a term is that of all ranks, to the bit; its gradient is this rank's part. A loss
/// that is computed whole on each rank counts there with one part in as many as there are ranks.
/// </remarks>
/// <param name="collective">The ranks.</param>
/// <param name="isUsed">
/// Whether gradients with respect to outputs are parts; otherwise each rank finds them whole.
/// </param>
internal sealed class AnchorShare(ICollective collective, bool isUsed)
{
    /// <summary>
    /// Whether gradients with respect to outputs are parts; otherwise each rank finds them whole.
    /// </summary>
    public bool IsUsed => isUsed;

    /// <summary>That of a step: ranks share where a loss of the recipe can be shared.</summary>
    /// <param name="plan">The method on its data.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="moment">The step, as schedules read it.</param>
    public static AnchorShare Of(Plan plan, ICollective collective, Moment moment) =>
        new(
            collective,
            collective.World > 1
                && plan.Recipe.Terms.Any(term => plan.Bindings.Loss(term.Loss).At(moment) is IAnchoredLoss)
        );

    /// <summary>This rank's part of a mean over images: its own, divided by all.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="input">Some images of the batch, side by side.</param>
    /// <param name="from">The first of them in the batch.</param>
    /// <param name="batch">How many images the batch has.</param>
    public Tensor OwnPart(IAnchoredLoss loss, LossInput input, long from, long batch)
    {
        var own = RankShare.Of(collective, batch);
        var images = input.Outputs[0].shape[0];
        var first = Math.Max(own.From, from);
        var end = Math.Min(own.From + own.Count, from + images);
        return first < end
            ? loss.Of(input, first - from, end - first).sum() / images
            : zeros([], input.Outputs[0].dtype, input.Outputs[0].device);
    }

    /// <summary>The sum over ranks, with the gradient of this rank's part.</summary>
    /// <param name="part">The part, a scalar.</param>
    public Tensor Total(Tensor part)
    {
        using var total = part.detach().to(ScalarType.Float64, copy: true);
        collective.Sum(total);
        return total.to(part.dtype) + (part - part.detach());
    }

    /// <summary>A value that each rank finds whole, with its part of the gradient.</summary>
    /// <param name="whole">The value, a scalar.</param>
    public Tensor OfWhole(Tensor whole) =>
        isUsed ? whole.detach() + (whole - whole.detach()) / collective.World : whole;
}
