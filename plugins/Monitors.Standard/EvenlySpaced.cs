namespace RoCL.Monitors.Standard;

/// <summary>
/// Some images of a data set at equal distances in its order: the same ones each time, and each
/// class in about its share, whether the data is sorted by class or not.
/// </summary>
/// <remarks>It keeps no tensor, so that it can be made anew for each measurement.</remarks>
internal sealed class EvenlySpaced : IImages
{
    private readonly IImages _whole;
    private readonly long[] _indices;

    private EvenlySpaced(IImages whole, long count)
    {
        _whole = whole;
        var all = whole.Count;
        _indices = [.. Enumerable.Range(0, (int)count).Select(image => image * all / count)];
    }

    /// <summary>Some images; all where there are no more.</summary>
    /// <param name="whole">The images to choose from.</param>
    /// <param name="most">How many are chosen, 1 or more.</param>
    public static IImages Of(IImages whole, long most) => most >= whole.Count ? whole : new EvenlySpaced(whole, most);

    /// <inheritdoc/>
    public ImageShape Shape => _whole.Shape;

    /// <inheritdoc/>
    public long Count => _indices.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => _whole.Classes;

    /// <inheritdoc/>
    public Tensor? Labels => _whole.Labels?.index_select(0, tensor(_indices));

    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var chosen = _whole.Gather(tensor(_indices).index_select(0, indices));
        return new(chosen.Images, chosen.Labels, indices);
    }
}
