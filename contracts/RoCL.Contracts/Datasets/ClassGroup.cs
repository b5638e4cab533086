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

        // Seeded System.Random keeps its sequence from one .NET to the next: its documentation
        // promises it.
        new Random((int)seed.Value).Shuffle(indices);
        return indices.GroupBy(index => labels[index]).Select(group => new ClassGroup(group.Key, group.ToArray()));
    }

    /// <summary>
    /// Ranks the images of a class of n evenly over (0, 1): the k-th, from 0, gets (k + 1/2) / n.
    /// Cutting the ranks of all classes anywhere keeps the classes in proportion.
    /// </summary>
    public IEnumerable<RankedImage> Ranked() =>
        Indices.Select((index, k) => new RankedImage(index, (k + 0.5) / Indices.Length));
}

/// <summary>An image and its rank within its class.</summary>
/// <param name="Index">The image's index in the data set.</param>
/// <param name="Rank">In (0, 1); the images with the smallest ranks are chosen first.</param>
internal readonly record struct RankedImage(int Index, double Rank);
