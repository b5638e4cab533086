namespace RoCL.Losses.Instance;

/// <summary>The two views that an instance-wise distance lies between.</summary>
internal static class Pair
{
    /// <summary>
    /// Two views [N, D], alike in shape. ROCL0301 another number of views, ROCL0302 views of unlike
    /// shape.
    /// </summary>
    public static (Tensor One, Tensor Other) Of(string loss, IReadOnlyList<Tensor> views) =>
        views is not [var one, var other]
            ? throw new ProblemException(
                new(
                    "ROCL0301",
                    loss,
                    $"The loss was given {views.Count} views; it takes exactly 2.",
                    "List exactly 2 in its 'views'."
                )
            )
        : one.dim() != 2 || !one.shape.SequenceEqual(other.shape)
            ? throw new ProblemException(
                new(
                    "ROCL0302",
                    loss,
                    $"The views' embeddings have the shapes [{string.Join(", ", one.shape)}], [{string.Join(", ", other.shape)}]; expected is one shape [N, D] for both.",
                    "Let both views pass through one head, and perturb whole views."
                )
            )
        : (one, other);
}
