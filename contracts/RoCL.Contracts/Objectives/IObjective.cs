namespace RoCL.Contracts;

/// <summary>
/// What an attack raises: a loss of the network's outputs, seen as a function of the images.
/// </summary>
/// <remarks>
/// Rows are the rows of the images that are attacked. All results are detached, and live in the
/// innermost dispose scope. The network is in the mode that the recipe asks for (eval unless it
/// says otherwise), and no call changes it.
/// </remarks>
public interface IObjective
{
    /// <summary>
    /// Each row's class, int64 [N]; <see langword="null"/> where the objective knows none.
    /// </summary>
    Tensor? Labels { get; }

    /// <summary>
    /// What the network says of the images: embeddings or logits, [N, D]. One forward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Outputs(Tensor images);

    /// <summary>
    /// What the encoder says of the images before any head, [N, F]; <see cref="Outputs"/> where the
    /// objective knows of no encoder. One forward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Features(Tensor images) => Outputs(images);

    /// <summary>
    /// The loss of each row, [N]; where a loss has no value of its own for each image, the batch's,
    /// N times. One forward pass, no gradient.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Losses(Tensor images);

    /// <summary>
    /// The outputs, the losses and their gradient from one forward and one backward pass.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    ObjectivePoint At(Tensor images);

    /// <summary>
    /// The gradient of the sum of all losses with respect to the images, of the images' shape.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    Tensor Gradient(Tensor images) => At(images).Gradient;

    /// <summary>
    /// Which rows are no longer given their label, bool [N]; <see langword="null"/> where there are
    /// no labels.
    /// </summary>
    /// <param name="outputs">
    /// Logits, [N, K], as <see cref="Outputs"/> or <see cref="At"/> gives them.
    /// </param>
    Tensor? Fooled(Tensor outputs) => Labels is { } labels ? outputs.argmax(1).ne(labels) : null;

    /// <summary>
    /// The same network under another aim: a target class, a margin, the distance to another
    /// image's embedding.
    /// </summary>
    /// <param name="losses">A differentiable function from outputs [N, D] to losses [N].</param>
    IObjective Aim(Func<Tensor, Tensor> losses);

    /// <summary>
    /// The same objective for some of the rows, so that an attack goes on with those images only
    /// that still resist.
    /// </summary>
    /// <param name="rows">
    /// int64 [M], places among this objective's rows; images given to the result have M rows.
    /// </param>
    IObjective Only(Tensor rows);
}

/// <summary>What one forward and one backward pass say of some images.</summary>
/// <param name="Outputs">Embeddings or logits, [N, D].</param>
/// <param name="Losses">The loss of each row, [N].</param>
/// <param name="Gradient">
/// The gradient of the sum of the losses with respect to the images, [N, C, H, W].
/// </param>
public sealed record ObjectivePoint(Tensor Outputs, Tensor Losses, Tensor Gradient);
