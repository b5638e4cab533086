namespace RoCL.Losses.Supervised;

/// <summary>What a loss was given, found sound before any native call.</summary>
internal static class Given
{
    /// <summary>
    /// The views' outputs, [N, D] and all alike. ROCL0301 too few or too many, ROCL0302 of unlike
    /// shape.
    /// </summary>
    public static IReadOnlyList<Tensor> Views(string loss, LossInput input, int least = 1, int most = int.MaxValue)
    {
        var views = input.Outputs;
        if (views.Count < least || views.Count > most)
        {
            var wanted = least == most ? $"exactly {least}" : $"{least} or more";
            throw new ProblemException(
                new(
                    "ROCL0301",
                    loss,
                    $"The loss was given {views.Count} views; it takes {wanted}.",
                    $"List {wanted} in its 'views'."
                )
            );
        }
        if (views.Any(view => view.dim() != 2 || !view.shape.SequenceEqual(views[0].shape)))
        {
            throw new ProblemException(
                new(
                    "ROCL0302",
                    loss,
                    $"The views' outputs have the shapes {string.Join(", ", views.Select(Shape))}; expected is one shape [N, D] for all.",
                    "Let all views pass through one head, and perturb whole views."
                )
            );
        }

        return views;
    }

    /// <summary>
    /// Each image's class, [N]. ROCL0306 none, or not whole numbers, one an image.
    /// </summary>
    public static Tensor Labels(string loss, LossInput input)
    {
        var images = input.Outputs[0].shape[0];
        return
            input.Labels is { } labels
            && labels.dtype == ScalarType.Int64
            && labels.shape is [var count]
            && count == images
            ? labels
            : throw new ProblemException(
                new(
                    "ROCL0306",
                    loss,
                    $"The labels are {(input.Labels is { } found ? $"{found.dtype} {Shape(found)}" : "missing")}; expected is int64 [{images}], a class for each image.",
                    "Take labelled data, or a loss that needs no labels."
                )
            );
    }

    /// <summary>
    /// Each image's class, [N], for which there is a logit. As <see cref="Labels"/>, and ROCL0307 a
    /// class without a logit.
    /// </summary>
    public static Tensor Classes(string loss, LossInput input)
    {
        var (labels, logits) = (Labels(loss, input), input.Outputs[0].shape[1]);
        var (least, greatest) = labels.numel() == 0 ? (0, 0) : (labels.min().item<long>(), labels.max().item<long>());
        return least >= 0 && greatest < logits
            ? labels
            : throw new ProblemException(
                new(
                    "ROCL0307",
                    loss,
                    $"The labels run from {least} to {greatest}, and the head gives {logits} logits, for the classes 0 to {logits - 1}.",
                    "Use the head 'linear', which has a logit for each class, and data whose labels are among its classes."
                )
            );
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
