namespace RoCL.Contracts;

/// <summary>An architecture that maps images to features.</summary>
public interface IEncoder
{
    /// <summary>
    /// Builds a network with newly drawn weights. The host seeds libtorch's generator before the
    /// call, puts a normalisation layer in front, and owns train and eval mode.
    /// </summary>
    /// <param name="shape">The shape of the images that the network will receive.</param>
    /// <returns>
    /// A module from images [N, C, H, W] to features [N, F], where the encoder chooses F. The names
    /// in its state dictionary are the names of the weights in checkpoints.
    /// </returns>
    nn.Module<Tensor, Tensor> Build(ImageShape shape);
}
