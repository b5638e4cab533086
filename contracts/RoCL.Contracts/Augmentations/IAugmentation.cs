namespace RoCL.Contracts;

/// <summary>
/// A random transformation of images. It is pure: the same images and the same random values give
/// the same result.
/// </summary>
public interface IAugmentation
{
    /// <summary>
    /// Transforms a whole batch at once, each image with random values of its own.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1]; must not be written to.</param>
    /// <param name="random">The source of every random value.</param>
    /// <returns>N images of the same shape, type and device, in [0, 1].</returns>
    Tensor Apply(Tensor images, Rng random);
}
