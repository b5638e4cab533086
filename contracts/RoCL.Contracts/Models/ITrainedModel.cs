namespace RoCL.Contracts;

/// <summary>
/// A frozen model that another run has trained, such as the surrogate of a transfer attack or the
/// teacher of a loss.
/// </summary>
/// <remarks>
/// A component asks for one by a parameter of its constructor, and a recipe names the run's folder,
/// relative to the recipe's own: <c>"from": "runs/20261124-demo-rocl"</c>. Encoder and heads
/// are in eval mode, no weight receives a gradient, and arithmetic runs on the device of the
/// images. A run that is named several times is opened once.
/// </remarks>
public interface ITrainedModel
{
    /// <summary>
    /// The name that takes the place of a head's for the encoder's features themselves, [N, F].
    /// </summary>
    const string Features = "features";

    /// <summary>The shape of the images that it was trained on.</summary>
    ImageShape Shape { get; }

    /// <summary>The number of classes of its data; 0 where the data had no labels.</summary>
    int Classes { get; }

    /// <summary>
    /// The names of its heads, without <see cref="Features"/>; empty where it has an encoder alone.
    /// </summary>
    IReadOnlyList<string> Heads { get; }

    /// <summary>
    /// The names of the classes that it was trained on, by number; empty where they are not known.
    /// </summary>
    IReadOnlyList<string> ClassNames => [];

    /// <summary>Those of <see cref="Heads"/> that have an output for each class.</summary>
    IReadOnlyList<string> Classifiers => [];

    /// <summary>
    /// The same model for images of some classes: the outputs of its <see cref="Classifiers"/> come
    /// in the order of these, matched by name. A component gets it for the classes of the recipe's
    /// own data.
    /// </summary>
    /// <param name="classes">
    /// The names of the classes, by number, such as <see cref="IObjective.ClassNames"/>; where they
    /// are not known, outputs stay in the model's own order.
    /// </param>
    ITrainedModel For(IReadOnlyList<string> classes) => this;

    /// <summary>
    /// The same model with the batch-norm of another of its routes, in place of the one that the
    /// run's recipe names for other runs.
    /// </summary>
    /// <param name="route">
    /// One of the routes of the run's views, such as <c>adv</c>, or the empty text for the
    /// networks' own batch-norm.
    /// </param>
    /// <exception cref="ProblemException">ROCL0198: it has no such route.</exception>
    ITrainedModel Through(string route) =>
        route.Length == 0
            ? this
            : throw new ProblemException(
                new("ROCL0198", "route", $"The model has no route '{route}'.", "Leave the route away.")
            );

    /// <summary>
    /// Its outputs for some images, such as embeddings or logits, [N, D]; differentiable with
    /// respect to the images.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="head">One of <see cref="Heads"/>, or <see cref="Features"/>.</param>
    /// <exception cref="ProblemException">ROCL0110: it has no such head.</exception>
    Tensor Outputs(Tensor images, string head = Features);

    /// <summary>
    /// A loss of its outputs as an objective for attacks, computed by the host's fast path.
    /// </summary>
    /// <param name="losses">A differentiable function from outputs [N, D] to losses [N].</param>
    /// <param name="rows">N, the number of images.</param>
    /// <param name="labels">Each row's class, int64 [N], where rows have one.</param>
    /// <param name="head">One of <see cref="Heads"/>, or <see cref="Features"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0110: it has no such head. ROCL0272: labels are given, and the head is for other
    /// classes.
    /// </exception>
    IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels = null, string head = Features);
}
