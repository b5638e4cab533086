namespace RoCL.Core;

/// <summary>Some of the images of a data set, as a data set.</summary>
public sealed class Subset : IImages
{
    private readonly IImages _whole;
    private readonly Tensor _places;

    private Subset(IImages whole, long[] places)
    {
        (_whole, _places) = (whole, tensor(places).DetachFromDisposeScope());
        Labels = whole.Labels?.index_select(0, _places).DetachFromDisposeScope();
    }

    /// <summary>
    /// All images, or as many as are wanted: chosen by a seed, the same share of every class as near as whole images allow,
    /// in the data's order.
    /// </summary>
    /// <param name="whole">The images to choose from.</param>
    /// <param name="count">How many; all where <see langword="null"/>.</param>
    /// <param name="seed">Which.</param>
    /// <param name="where">The recipe's key.</param>
    /// <returns>ROCL0114 when there are not that many.</returns>
    public static Result<IImages> Of(IImages whole, long? count, Seed seed, string where)
    {
        if (count is null || count == whole.Count) return new Result<IImages>.Ok(whole);
        if (count > whole.Count)
            return new Problem("ROCL0114", where, $"{count} images are wanted, and there are {whole.Count}.", "Take fewer.");
        var labels = whole.Labels?.data<long>().ToArray() ?? new long[whole.Count];
        var shuffled = Enumerable.Range(0, (int)whole.Count).ToArray();
        new Random((int)seed.Value).Shuffle(shuffled);
        // The k-th image of a class of n stands at (k + 1/2) / n: cutting that order anywhere keeps the classes in proportion.
        var chosen = shuffled.GroupBy(place => labels[place])
            .SelectMany(group => group.Select((place, k) => (place, rank: (k + 0.5) / group.Count())))
            .OrderBy(image => image.rank).ThenBy(image => image.place)
            .Take((int)count.Value).Select(image => (long)image.place).Order();
        return new Subset(whole, [.. chosen]);
    }

    /// <inheritdoc/>
    public ImageShape Shape => _whole.Shape;

    /// <inheritdoc/>
    public long Count => _places.shape[0];

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => _whole.Classes;

    /// <inheritdoc/>
    public Tensor? Labels { get; }

    /// <inheritdoc/>
    public Batch Gather(Tensor indices) => _whole.Gather(_places.index_select(0, indices)) with { Indices = indices };
}
