namespace RoCL.Contracts;

/// <summary>
/// A loss that is a mean over images, and that finds the loss of some images without those of the
/// others, though each depends on all outputs: the similarities of its own rows alone, for example.
/// </summary>
/// <remarks>
/// Where several ranks train a run, each computes the images that are its own; their losses and
/// gradients are added up. So a loss of N² numbers keeps N²/R of them on each of R ranks. A loss
/// that implements <see cref="ILoss"/> alone is computed whole on each rank. In one process nothing
/// calls this.
/// </remarks>
public interface IAnchoredLoss : ILoss
{
    /// <summary>The losses of some images, among all.</summary>
    /// <param name="input">The views of the loss term, with all images.</param>
    /// <param name="from">The first of the images.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <returns>
    /// [count]: these images' part of <see cref="ILoss.Of"/>, in value and in gradient.
    /// </returns>
    /// <exception cref="ProblemException">The views do not fit the loss.</exception>
    Tensor Of(LossInput input, long from, long count);
}
