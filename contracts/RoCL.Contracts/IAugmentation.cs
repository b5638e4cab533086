namespace RoCL.Contracts;

/// <summary>
/// A random transformation of images. Pure: the same images and the same randomness give the same
/// result.
/// </summary>
public interface IAugmentation
{
    /// <summary>Transforms a whole batch at once, each image by random values of its own.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1]; not written to.</param>
    /// <param name="random">Where every random value comes from.</param>
    /// <returns>As many images of the same shape, in [0, 1].</returns>
    Tensor Apply(Tensor images, Rng random);
}
