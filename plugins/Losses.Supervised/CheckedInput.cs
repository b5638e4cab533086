namespace RoCL.Losses.Supervised;

/// <summary>What a loss receives, checked before any native call.</summary>
internal static class CheckedInput
{
    /// <summary>
    /// The views' outputs, [N, D] and all alike. ROCL0301 too few or too many, ROCL0302 of unlike
    /// shape.
    /// </summary>
    /// <param name="loss">The loss' name, for the message.</param>
    /// <param name="input">What it receives.</param>
    /// <param name="least">The fewest views that it takes.</param>
    /// <param name="most">The most views that it takes.</param>
    public static IReadOnlyList<Tensor> Views(string loss, LossInput input, int least = 1, int most = int.MaxValue)
    {
        var views = input.Outputs;
        if (views.Count < least || views.Count > most)
            throw OtherNumber(loss, views.Count, wanted: least == most ? $"exactly {least}" : $"{least} or more");
        if (views.Any(view => view.dim() != 2 || !view.shape.SequenceEqual(views[0].shape)))
            throw UnlikeShapes(loss, views);
        return views;
    }

    /// <summary>
    /// Each image's class, [N]. ROCL0306 none, or not whole numbers, one an image.
    /// </summary>
    /// <param name="loss">The loss' name, for the message.</param>
    /// <param name="input">What it receives.</param>
    public static Tensor Labels(string loss, LossInput input)
    {
        var images = input.Outputs[0].shape[0];
        if (input.Labels is not { } labels)
            throw UnfitLabels(loss, "missing", images);

        var isClassEach = labels.dtype == ScalarType.Int64 && labels.dim() == 1 && labels.shape[0] == images;
        return isClassEach ? labels : throw UnfitLabels(loss, $"{labels.dtype} {Shape(labels)}", images);
    }

    /// <summary>
    /// Each image's class, [N], for which there is a logit. As <see cref="Labels"/>, and ROCL0307 a
    /// class without a logit.
    /// </summary>
    /// <param name="loss">The loss' name, for the message.</param>
    /// <param name="input">What it receives; its first output has the logits.</param>
    public static Tensor Classes(string loss, LossInput input)
    {
        var labels = Labels(loss, input);
        if (labels.numel() == 0)
            return labels;

        var logits = input.Outputs[0].shape[1];
        var least = labels.min().item<long>();
        var greatest = labels.max().item<long>();
        return least >= 0 && greatest < logits ? labels : throw NoLogit(loss, least, greatest, logits);
    }

    private static ProblemException OtherNumber(string loss, int views, string wanted) =>
        new(
            new(
                "ROCL0301",
                loss,
                $"The loss received {views} views, but it takes {wanted}.",
                $"List {wanted} in its 'views'."
            )
        );

    private static ProblemException UnlikeShapes(string loss, IReadOnlyList<Tensor> views)
    {
        var shapes = string.Join(", ", views.Select(Shape));
        return new(
            new(
                "ROCL0302",
                loss,
                $"The views' outputs have the shapes {shapes}, but all must have one shape [N, D].",
                "Let all views pass through one head, and perturb whole views."
            )
        );
    }

    private static ProblemException UnfitLabels(string loss, string found, long images) =>
        new(
            new(
                "ROCL0306",
                loss,
                $"The labels are {found}, but the loss needs int64 [{images}], a class for each image.",
                "Take labelled data, or a loss that needs no labels."
            )
        );

    private static ProblemException NoLogit(string loss, long least, long greatest, long logits) =>
        new(
            new(
                "ROCL0307",
                loss,
                $"The labels run from {least} to {greatest}, but the head gives {logits} logits, for the classes 0 to "
                    + $"{logits - 1}.",
                "Use the head 'linear', which has a logit for each class, and data with labels among its classes."
            )
        );

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
