namespace RoCL.Contracts;

/// <summary>An architecture that turns images into features.</summary>
public interface IEncoder
{
    /// <summary>
    /// A new network with newly drawn weights. The host seeds the draw, adds the normalisation
    /// layer and owns train and eval mode.
    /// </summary>
    /// <param name="shape">The shape of the images that it will see.</param>
    /// <returns>
    /// A module from images [N, C, H, W] to features [N, F], F of the encoder's choice. Names in
    /// its state are the weights' names on disk.
    /// </returns>
    nn.Module<Tensor, Tensor> Build(ImageShape shape);
}
