namespace RoCL.Contracts;

/// <summary>
/// The network between the encoder's features and a loss: a projector, a predictor or a classifier.
/// </summary>
public interface IHead
{
    /// <summary>
    /// Builds a network with newly drawn weights. The host seeds libtorch's generator before the
    /// call.
    /// </summary>
    /// <param name="features">F, the number of features that the encoder returns.</param>
    /// <param name="classes">The number of classes of the data; 0 where it has no labels.</param>
    /// <returns>
    /// A module from features [N, F] to outputs [N, D], where the head chooses D. The names in its
    /// state dictionary are the names of the weights in checkpoints.
    /// </returns>
    nn.Module<Tensor, Tensor> Build(int features, int classes);
}
