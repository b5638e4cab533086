namespace RoCL.Contracts;

/// <summary>
/// What an attack raises: a loss L of the network's outputs, as a function of the images.
/// </summary>
/// <remarks>
/// Row i of every result belongs to image i. All results are detached and belong to the innermost
/// dispose scope. The network is in the mode that the recipe names (eval by default), and no call
/// changes it.
/// </remarks>
public interface IObjective
{
    /// <summary>
    /// Each row's class, int64 [N]; <see langword="null"/> where the objective has no labels.
    /// </summary>
    Tensor? Labels { get; }

    /// <summary>
    /// The names of the classes that <see cref="Labels"/> number; empty where they are not known.
    /// </summary>
    IReadOnlyList<string> ClassNames => [];

    /// <summary>
    /// The network's outputs: embeddings or logits, [N, D]. Costs one forward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Outputs(Tensor images);

    /// <summary>
    /// The encoder's features before any head, [N, F]; <see cref="Outputs"/> where the objective
    /// has no encoder. Costs one forward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Features(Tensor images) => Outputs(images);

    /// <summary>
    /// The loss of each row, [N]; where a loss is a scalar of the whole batch, that scalar N times.
    /// Costs one forward pass, and computes no gradient.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Losses(Tensor images);

    /// <summary>
    /// Outputs, losses and gradient at some images. Costs one forward and one backward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    ObjectivePoint At(Tensor images);

    /// <summary>
    /// The gradient of the sum of all losses with respect to the images, [N, C, H, W]. Costs one
    /// forward and one backward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Gradient(Tensor images) => At(images).Gradient;

    /// <summary>
    /// Which rows are classified as another class than their label, bool [N];
    /// <see langword="null"/> where there are no labels.
    /// </summary>
    /// <param name="outputs">
    /// Logits [N, K] from <see cref="Outputs"/> or <see cref="At"/>.
    /// </param>
    Tensor? Fooled(Tensor outputs) => Labels is { } labels ? outputs.argmax(1).ne(labels) : null;

    /// <summary>
    /// The same network with another loss, such as a target class, a margin or the distance to
    /// another image's embedding.
    /// </summary>
    /// <param name="losses">A differentiable function from outputs [N, D] to losses [N].</param>
    IObjective Aim(Func<Tensor, Tensor> losses);

    /// <summary>
    /// The same objective for some of the rows, so that an attack can continue with those images
    /// that are still classified correctly.
    /// </summary>
    /// <param name="rows">
    /// int64 [M], rows of this objective; the result takes M images.
    /// </param>
    IObjective Only(Tensor rows);
}

/// <summary>The result of one forward and one backward pass.</summary>
/// <param name="Outputs">Embeddings or logits, [N, D].</param>
/// <param name="Losses">The loss of each row, [N].</param>
/// <param name="Gradient">
/// The gradient of the sum of the losses with respect to the images, [N, C, H, W].
/// </param>
public sealed record ObjectivePoint(Tensor Outputs, Tensor Losses, Tensor Gradient);
