namespace RoCL.Contracts;

/// <summary>Images held in memory as bytes: the simplest <see cref="IImages"/>.</summary>
/// <param name="Pixels">uint8 [Count, C, H, W]; a byte b is the pixel value b/255.</param>
/// <param name="Labels">Each image's class, int64 [Count], or <see langword="null"/>.</param>
/// <param name="Classes">The classes' names by number; empty without labels.</param>
public sealed record PixelImages(Tensor Pixels, Tensor? Labels, IReadOnlyList<string> Classes) : IImages
{
    /// <inheritdoc/>
    public ImageShape Shape => new((int)Pixels.shape[1], (int)Pixels.shape[2], (int)Pixels.shape[3]);

    /// <inheritdoc/>
    public long Count => Pixels.shape[0];

    /// <inheritdoc/>
    public IReadOnlyList<string>? Names { get; init; }

    /// <inheritdoc/>
    public DataNotes? Notes { get; init; }

    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var images = Pixels.index_select(0, indices).to(ScalarType.Float32) / 255;
        return new(images, Labels?.index_select(0, indices), indices);
    }
}
