namespace RoCL.Contracts;

/// <summary>
/// What stands between the features and a loss: a projector, a predictor, a classifier.
/// </summary>
public interface IHead
{
    /// <summary>A new network with newly drawn weights; the host seeds the draw.</summary>
    /// <param name="features">F, the number of features that the encoder gives.</param>
    /// <param name="classes">The number of classes of the data; 0 where it has no labels.</param>
    /// <returns>A module from features [N, F] to outputs [N, D].</returns>
    nn.Module<Tensor, Tensor> Build(int features, int classes);
}
