namespace RoCL.Contracts;

/// <summary>The images of one class in random order.</summary>
/// <param name="Label">The class's number; 0 for images without labels.</param>
/// <param name="Indices">The images' indices in the data set.</param>
internal sealed record ClassGroup(long Label, int[] Indices)
{
    /// <summary>All images, shuffled and then grouped by class.</summary>
    /// <param name="images">The images; without labels they count as one class.</param>
    /// <param name="seed">What the order follows from.</param>
    public static IEnumerable<ClassGroup> Shuffled(IImages images, Seed seed)
    {
        var labels = images.Labels?.data<long>().ToArray() ?? new long[images.Count];
        var indices = Enumerable.Range(0, (int)images.Count).ToArray();
        seed.Shuffle(indices.AsSpan());
        return indices.GroupBy(index => labels[index]).Select(group => new ClassGroup(group.Key, group.ToArray()));
    }

    /// <summary>
    /// The indices of all images, ordered so that cutting them anywhere keeps the classes in
    /// proportion: the k-th image of a class of n, from 0, has the rank (k + 1/2) / n in (0, 1).
    /// </summary>
    /// <param name="images">The images; without labels they count as one class.</param>
    /// <param name="seed">What the order follows from.</param>
    public static long[] InProportion(IImages images, Seed seed) =>
        [
            .. Shuffled(images, seed)
                .SelectMany(group => group.Indices.Select((index, k) => (Index: index, Rank: group.RankOf(k))))
                .OrderBy(image => image.Rank)
                .ThenBy(image => image.Index)
                .Select(image => (long)image.Index),
        ];

    private double RankOf(int k) => (k + 0.5) / Indices.Length;
}
