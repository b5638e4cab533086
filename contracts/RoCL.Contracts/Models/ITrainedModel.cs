namespace RoCL.Contracts;

/// <summary>
/// A model that another run has trained, frozen: what an attack climbs in another's place, or a
/// loss takes for its teacher.
/// </summary>
/// <remarks>
/// A component asks for one by a parameter of its constructor, and a recipe names the run's folder,
/// as seen from where the program is started: <c>"from": "runs/20261124-demo-rocl"</c>. Encoder and
/// heads are in eval mode, no weight takes a gradient, and arithmetic runs where the images are.
/// The same run is opened once, whoever names it.
/// </remarks>
public interface ITrainedModel
{
    /// <summary>The head that stands for none: the encoder's features themselves, [N, F].</summary>
    const string Features = "features";

    /// <summary>The shape of the images that it was trained on.</summary>
    ImageShape Shape { get; }

    /// <summary>How many classes its data had; 0 where it had no labels.</summary>
    int Classes { get; }

    /// <summary>
    /// The names of its heads, without <see cref="Features"/>; none where it has an encoder alone.
    /// </summary>
    IReadOnlyList<string> Heads { get; }

    /// <summary>
    /// What it says of images: a teacher's embeddings or logits, [N, D]. Differentiable with
    /// respect to the images.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="head">One of <see cref="Heads"/>, or <see cref="Features"/>.</param>
    /// <exception cref="ProblemException">ROCL0110: it has no such head.</exception>
    Tensor Outputs(Tensor images, string head = Features);

    /// <summary>
    /// A loss of its outputs as an objective, by the host's fast path: what an attack on this model
    /// raises.
    /// </summary>
    /// <param name="losses">A differentiable function from outputs [N, D] to losses [N].</param>
    /// <param name="rows">N.</param>
    /// <param name="labels">int64 [N], where rows have a class.</param>
    /// <param name="head">One of <see cref="Heads"/>, or <see cref="Features"/>.</param>
    /// <exception cref="ProblemException">ROCL0110: it has no such head.</exception>
    IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels = null, string head = Features);
}
