namespace RoCL.Datasets.Parts;

/// <summary>Images with another number of channels.</summary>
/// <param name="whole">The images, of one or three channels.</param>
/// <param name="channels">1 or 3.</param>
internal sealed class RecolouredImages(IImages whole, int channels) : IImages
{
    /// <inheritdoc/>
    public ImageShape Shape => whole.Shape with { Channels = channels };

    /// <inheritdoc/>
    public long Count => whole.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => whole.Classes;

    /// <inheritdoc/>
    public Tensor? Labels => whole.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string>? Names => whole.Names;

    /// <inheritdoc/>
    public DataNotes? Notes => whole.Notes;

    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var batch = whole.Gather(indices);
        return batch with { Images = channels == 1 ? Gray(batch.Images) : batch.Images.repeat(1, 3, 1, 1) };
    }

    // In [0, 1] to the last bit, whatever the sum of the rounded weights is.
    private static Tensor Gray(Tensor images)
    {
        var red = images[.., 0..1];
        var green = images[.., 1..2];
        var blue = images[.., 2..3];
        return (0.299 * red + 0.587 * green + 0.114 * blue).clamp(0, 1);
    }
}
