namespace RoCL.Losses.Instance;

/// <summary>The two views that an instance-wise distance lies between.</summary>
internal static class Pair
{
    /// <summary>
    /// Two views [N, D], alike in shape. ROCL0301 another number of views, ROCL0302 views of unlike
    /// shape.
    /// </summary>
    public static (Tensor One, Tensor Other) Of(string loss, IReadOnlyList<Tensor> views)
    {
        if (views.Count != 2)
            throw OtherNumber(loss, views.Count);

        var one = views[0];
        var other = views[1];
        if (one.dim() != 2 || !one.shape.SequenceEqual(other.shape))
            throw UnlikeShapes(loss, one, other);
        return (one, other);
    }

    private static ProblemException OtherNumber(string loss, int views) =>
        new(
            new(
                "ROCL0301",
                loss,
                $"The loss received {views} views, but it takes exactly 2.",
                "List exactly 2 in its 'views'."
            )
        );

    private static ProblemException UnlikeShapes(string loss, Tensor one, Tensor other) =>
        new(
            new(
                "ROCL0302",
                loss,
                $"The views' embeddings have the shapes {Shape(one)} and {Shape(other)}, but both must have one "
                    + "shape [N, D].",
                "Let both views pass through one head, and perturb whole views."
            )
        );

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
