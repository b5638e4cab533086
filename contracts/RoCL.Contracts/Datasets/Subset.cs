namespace RoCL.Contracts;

/// <summary>Some images of a data set; which, follows from labels and a seed alone.</summary>
/// <remarks>
/// A subset keeps the order of the data, and its <see cref="Batch.Indices"/> count within the
/// subset. Classes keep their proportions as closely as whole images allow. Images without labels
/// count as one class.
/// <para>
/// Errors, all of them <see cref="ProblemException"/>: ROCL0114 more images than there are,
/// ROCL0124 a class that is unknown or named twice, ROCL0125 fewer than one image, ROCL0126 images
/// without labels where classes are selected.
/// </para>
/// </remarks>
public sealed class Subset : IImages
{
    private readonly IImages _whole;
    private readonly Tensor _indices;

    private Subset(IImages whole, long[] indices, IReadOnlyList<string>? classes = null, long[]? labels = null)
    {
        _whole = whole;
        _indices = tensor(indices).DetachFromDisposeScope();
        Classes = classes ?? whole.Classes;

        var ownLabels = labels is null ? whole.Labels?.index_select(0, _indices) : tensor(labels);
        Labels = ownLabels?.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public ImageShape Shape => _whole.Shape;

    /// <inheritdoc/>
    public long Count => _indices.shape[0];

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Tensor? Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Names =>
        _whole.Names is { } names ? [.. _indices.data<long>().Select(index => names[(int)index])] : null;

    /// <inheritdoc/>
    public DataNotes? Notes => _whole.Notes;

    /// <inheritdoc/>
    public Batch Gather(Tensor indices)
    {
        var images = _whole.Gather(_indices.index_select(0, indices)).Images;
        return new(images, Labels?.index_select(0, indices), indices);
    }

    /// <summary>
    /// A random subset with the same fraction of every class; the data itself where all of it is
    /// wanted.
    /// </summary>
    /// <param name="whole">The images to choose from.</param>
    /// <param name="count">The number of images, from 1 to all of them.</param>
    /// <param name="seed">What the choice follows from.</param>
    /// <exception cref="ProblemException">
    /// ROCL0114: there are not that many images. ROCL0125: <paramref name="count"/> is below 1.
    /// </exception>
    public static IImages Of(IImages whole, long count, Seed seed) =>
        count == whole.Count ? whole : Split(whole, count, seed).Chosen;

    /// <summary>
    /// Divides the images into two disjoint random subsets, with the same fraction of every class
    /// in both.
    /// </summary>
    /// <param name="whole">The images to divide.</param>
    /// <param name="count">The number of chosen images, from 1 to one less than there are.</param>
    /// <param name="seed">What the choice follows from.</param>
    /// <returns>The images that <see cref="Of"/> would choose, and all others.</returns>
    /// <exception cref="ProblemException">
    /// ROCL0114: there are not that many images. ROCL0125: one of the subsets would be empty.
    /// </exception>
    public static (IImages Chosen, IImages Others) Split(IImages whole, long count, Seed seed)
    {
        DemandCount(whole, count);
        if (count == whole.Count)
            throw SubsetProblems.Empty($"{count} of {count} images are chosen, and none is left.");

        var order = ClassGroup.InProportion(whole, seed);
        var chosen = order.Take((int)count).Order();
        var others = order.Skip((int)count).Order();
        return (new Subset(whole, [.. chosen]), new Subset(whole, [.. others]));
    }

    /// <summary>
    /// A random subset with equally many images of every class. Where the count is no multiple of
    /// the number of classes, the first classes have one image more.
    /// </summary>
    /// <param name="whole">The images to choose from, with labels.</param>
    /// <param name="count">The number of images, at least one for every class.</param>
    /// <param name="seed">What the choice follows from.</param>
    /// <exception cref="ProblemException">
    /// ROCL0114: there are not that many images, or not of every class. ROCL0125: there are more
    /// classes than images. ROCL0126: the images have no labels.
    /// </exception>
    public static IImages Balanced(IImages whole, long count, Seed seed)
    {
        DemandCount(whole, count);
        if (whole.Labels is null)
            throw SubsetProblems.Unlabelled();
        var classes = whole.Classes.Count;
        if (count < classes)
            throw SubsetProblems.Empty($"{count} images are wanted, and there are {classes} classes.");

        var groups = ClassGroup.Shuffled(whole, seed).ToDictionary(group => group.Label, group => group.Indices);
        var chosen = new List<long>();
        for (var label = 0; label < classes; label++)
        {
            var share = (int)(count / classes) + (label < count % classes ? 1 : 0);
            var available = groups.GetValueOrDefault(label, []);
            if (available.Length < share)
                throw SubsetProblems.TooManyOfClass(whole.Classes[label], share, available.Length);
            chosen.AddRange(available.Take(share).Select(index => (long)index));
        }
        return new Subset(whole, [.. chosen.Order()]);
    }

    /// <summary>All images of some classes, which are renumbered in the given order.</summary>
    /// <param name="whole">The images to choose from, with labels.</param>
    /// <param name="names">The classes' names, as in <see cref="IImages.Classes"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0124: a class is unknown or named twice. ROCL0125: no class is named, or no image
    /// belongs to any of them. ROCL0126: the images have no labels.
    /// </exception>
    public static IImages OfClasses(IImages whole, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            throw SubsetProblems.Empty("No class is named.");
        if (whole.Labels is null)
            throw SubsetProblems.Unlabelled();

        var newLabels = Renumbering.Of(whole.Classes, names);
        var labels = whole.Labels.data<long>().ToArray();
        var indices = Enumerable.Range(0, labels.Length).Where(index => newLabels.ContainsKey(labels[index])).ToArray();
        if (indices.Length == 0)
            throw SubsetProblems.NoImageOf(names);

        return new Subset(
            whole,
            [.. indices.Select(index => (long)index)],
            [.. names],
            [.. indices.Select(index => newLabels[labels[index]])]
        );
    }

    private static void DemandCount(IImages whole, long count)
    {
        if (count > whole.Count)
            throw SubsetProblems.TooMany(count, whole.Count);
        if (count < 1)
            throw SubsetProblems.Empty($"{count} images are wanted.");
    }
}
