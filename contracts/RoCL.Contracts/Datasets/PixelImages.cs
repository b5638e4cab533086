namespace RoCL.Contracts;

/// <summary>Images held in memory as bytes, the simplest <see cref="IImages"/> there is.</summary>
/// <param name="Pixels">uint8 [Count, C, H, W].</param>
/// <param name="Labels">int64 [Count], or <see langword="null"/>.</param>
/// <param name="Classes">The classes' names, by number.</param>
public sealed record PixelImages(Tensor Pixels, Tensor? Labels, IReadOnlyList<string> Classes) : IImages
{
    /// <inheritdoc/>
    public ImageShape Shape => new((int)Pixels.shape[1], (int)Pixels.shape[2], (int)Pixels.shape[3]);

    /// <inheritdoc/>
    public long Count => Pixels.shape[0];

    /// <inheritdoc/>
    public Batch Gather(Tensor indices) =>
        new(Pixels.index_select(0, indices).to(ScalarType.Float32) / 255, Labels?.index_select(0, indices), indices);
}
