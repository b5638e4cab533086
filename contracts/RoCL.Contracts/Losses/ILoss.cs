namespace RoCL.Contracts;

/// <summary>
/// A function of the heads' outputs for some views, which training minimises and attacks maximise.
/// </summary>
public interface ILoss
{
    /// <summary>
    /// What the loss needs; the host compares it with the recipe before the first step.
    /// </summary>
    LossRequirement Requirement => new();

    /// <summary>
    /// The loss of every image, or of the whole batch where it is no mean over images.
    /// </summary>
    /// <param name="input">The views of the loss term, as the recipe lists them.</param>
    /// <returns>
    /// [N], one loss for each image, which the host averages; or a scalar. In the floating-point
    /// type of the outputs.
    /// </returns>
    /// <exception cref="ProblemException">The views do not fit the loss.</exception>
    Tensor Of(LossInput input);
}

/// <summary>
/// A loss that needs nothing but the embeddings of the views: one pure function of a list of
/// [N, D].
/// </summary>
public interface IContrastiveLoss : ILoss
{
    /// <summary>
    /// The loss of every image, or of the whole batch where it is no mean over images.
    /// </summary>
    /// <param name="views">
    /// The embeddings of each view, [N, D], all of the same shape; row i of every view belongs to
    /// the same image.
    /// </param>
    /// <returns>[N], one loss for each image, which the host averages; or a scalar.</returns>
    /// <exception cref="ProblemException">The views do not fit the loss.</exception>
    Tensor Of(IReadOnlyList<Tensor> views);

    /// <summary>At least two views.</summary>
    LossRequirement ILoss.Requirement => new(Views: 2);

    /// <inheritdoc/>
    Tensor ILoss.Of(LossInput input) => Of(input.Outputs);
}

/// <summary>What a loss needs of the recipe and the data.</summary>
/// <param name="Views">
/// The smallest number of views that the loss is defined for, 1 or more.
/// </param>
/// <param name="Labels">Whether the loss needs each image's class.</param>
public sealed record LossRequirement(int Views = 1, bool Labels = false)
{
    /// <summary>
    /// Whether the loss stops the gradient somewhere on purpose, as with a stationary target, so
    /// that its gradient is not the derivative of its value.
    /// </summary>
    public bool StopsGradient { get; init; }

    /// <summary>
    /// Whether the loss takes <see cref="LossInput.Mixes"/> into account, or gives the right loss
    /// without them. One that does not is refused over a mixed view, before training: ROCL0190.
    /// </summary>
    public bool HonoursMixing { get; init; }

    /// <summary>
    /// Whether each view goes through the network in a pass of its own, so that batch-norm
    /// normalises it by its own statistics; otherwise all views of a step go through together.
    /// </summary>
    public bool SeparatePasses { get; init; }
}

/// <summary>The views of a loss term in one training step.</summary>
/// <param name="Outputs">
/// The head's output for each view, [N, D], in the order of the recipe; row i of every view belongs
/// to the same image.
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
    /// Each image's index in the data set, int64 [N]; <see langword="null"/> outside training.
    /// </summary>
    public Tensor? Indices { get; init; }

    /// <summary>
    /// How the images of each view were mixed, in the order of <see cref="Outputs"/>;
    /// <see langword="null"/> for a view that is not mixed. Empty where none is.
    /// </summary>
    public IReadOnlyList<ViewMix?> Mixes { get; init; } = [];

    /// <summary>
    /// How the images of a view were mixed; <see langword="null"/> where they were not.
    /// </summary>
    /// <param name="view">The view's place in <see cref="Outputs"/>.</param>
    public ViewMix? MixOf(int view) => view < Mixes.Count ? Mixes[view] : null;
}
