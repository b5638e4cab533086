namespace Lab.WrongShapeLoss;

/// <summary>A loss that forgets to take the mean over the features.</summary>
[Component("wrong-shape-loss", "Returns [N, D] instead of [N] or a scalar")]
public sealed record WrongShapeLoss : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views) => (views[0] - views[1]).pow(2);
}
