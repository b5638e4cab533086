using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Training;

/// <summary>What losses see.</summary>
internal static class LossInputs
{
    /// <summary>The input of a loss over some images.</summary>
    /// <param name="outputs">The outputs of each view, N rows each.</param>
    /// <param name="views">The views.</param>
    /// <param name="images">The N images.</param>
    public static LossInput Of(IReadOnlyList<Tensor> outputs, ValueList<ViewReference> views, Batch images) =>
        new(outputs)
        {
            Names = [.. views.Select(view => view.View)],
            Labels = images.Labels,
            Indices = images.Indices,
        };

    /// <summary>Some of a batch's images, one after the other.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="from">The place of the first.</param>
    /// <param name="count">How many.</param>
    public static Batch Part(Batch batch, long from, long count) =>
        new(
            batch.Images.narrow(0, from, count),
            batch.Labels?.narrow(0, from, count),
            batch.Indices.narrow(0, from, count)
        );
}
