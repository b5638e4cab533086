namespace RoCL.Contracts;

/// <summary>
/// What training makes small, or an attack makes large: a function of what the heads say of some
/// views.
/// </summary>
public interface ILoss
{
    /// <summary>
    /// What the loss cannot do without, checked against the recipe before the first step.
    /// </summary>
    LossRequirement Requirement => new();

    /// <summary>
    /// The loss of every image, or of the batch where it does not fall apart into images.
    /// </summary>
    /// <param name="input">What the step knows of the views that the recipe's term lists.</param>
    /// <returns>[N], one loss an image, of which the host takes the mean; or a scalar.</returns>
    Tensor Of(LossInput input);
}

/// <summary>
/// A loss that needs the views' embeddings and nothing else: one pure function of a list of [N, D].
/// </summary>
public interface IContrastiveLoss : ILoss
{
    /// <summary>
    /// The loss of every image, or of the batch where it does not fall apart into images.
    /// </summary>
    /// <param name="views">
    /// The embeddings of each view, [N, D], all alike in shape; row i of every view is the same
    /// image.
    /// </param>
    /// <returns>[N], one loss an image, of which the host takes the mean; or a scalar.</returns>
    Tensor Of(IReadOnlyList<Tensor> views);

    /// <summary>At least two views.</summary>
    LossRequirement ILoss.Requirement => new(Views: 2);

    /// <inheritdoc/>
    Tensor ILoss.Of(LossInput input) => Of(input.Outputs);
}

/// <summary>What a loss cannot do without.</summary>
/// <param name="Views">The fewest views that it makes sense of.</param>
/// <param name="Labels">Whether it needs each image's class.</param>
public sealed record LossRequirement(int Views = 1, bool Labels = false)
{
    /// <summary>
    /// Whether it stops the gradient somewhere on purpose, so that its gradient is not the slope of
    /// its value: a target that stands still.
    /// </summary>
    public bool StopsGradient { get; init; }
}

/// <summary>What a training step knows of the views that a loss term lists.</summary>
/// <param name="Outputs">
/// The head's output for each view, [N, D], in the order of the recipe; row i of every view is the
/// same image.
/// </param>
public sealed record LossInput(IReadOnlyList<Tensor> Outputs)
{
    /// <summary>The views' names, in the order of <see cref="Outputs"/>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// Each image's class, int64 [N] from 0; <see langword="null"/> where the data has none.
    /// </summary>
    public Tensor? Labels { get; init; }

    /// <summary>
    /// Each image's place in the data set, int64 [N]; <see langword="null"/> outside training.
    /// </summary>
    public Tensor? Indices { get; init; }
}
