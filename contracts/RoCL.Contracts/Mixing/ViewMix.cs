namespace RoCL.Contracts;

/// <summary>How the images of a view were mixed, as losses see it.</summary>
/// <param name="View">
/// The view that was mixed. Views that attacks made of it have the same name here: row i of them
/// is the same mixed image.
/// </param>
/// <param name="Partners">
/// int64 [N], the row of the image that each was mixed with, among those that the loss sees.
/// </param>
/// <param name="Weights">Floating point [N] in [0, 1], the share of the image's own.</param>
public sealed record ViewMix(string View, Tensor Partners, Tensor Weights)
{
    /// <summary>
    /// The loss of mixed labels, wᵢ·L(yᵢ) + (1 − wᵢ)·L(y_partner(i)), [N].
    /// </summary>
    /// <param name="labels">y, int64 [N].</param>
    /// <param name="loss">From labels to the loss of each image, [N].</param>
    public Tensor OfLabels(Tensor labels, Func<Tensor, Tensor> loss)
    {
        var own = loss(labels);
        var weights = Weights.to(own.dtype);
        return weights * own + (1 - weights) * loss(labels.index_select(0, Partners));
    }
}
