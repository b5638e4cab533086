namespace RoCL.Contracts;

/// <summary>
/// Some of the images of a data set, as a data set; which ones is a function of the images' labels
/// and a seed.
/// </summary>
/// <remarks>
/// A part keeps the data's order, and its <see cref="Batch.Indices"/> count within the part.
/// Classes keep their shares as near as whole images allow: some fraction of every class, rounded.
/// Images without labels count as one class.
/// <para>
/// Errors, all of them <see cref="ProblemException"/>: ROCL0114 more images than there are,
/// ROCL0124 a class that is not there or is named twice, ROCL0125 fewer than one image, ROCL0126
/// images without labels where classes are asked for.
/// </para>
/// </remarks>
public sealed class Subset : IImages
{
    private readonly IImages _whole;
    private readonly Tensor _places;

    private Subset(IImages whole, long[] places, IReadOnlyList<string>? classes = null, long[]? labels = null)
    {
        (_whole, _places, Classes) = (whole, tensor(places).DetachFromDisposeScope(), classes ?? whole.Classes);
        Labels = (labels is null ? whole.Labels?.index_select(0, _places) : tensor(labels))?.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public ImageShape Shape => _whole.Shape;

    /// <inheritdoc/>
    public long Count => _places.shape[0];

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Tensor? Labels { get; }

    /// <inheritdoc/>
    public Batch Gather(Tensor indices) =>
        new(_whole.Gather(_places.index_select(0, indices)).Images, Labels?.index_select(0, indices), indices);

    /// <summary>
    /// As many images as are wanted, the same share of every class; the data itself when that is
    /// all of it.
    /// </summary>
    /// <param name="whole">The images to choose from.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Which.</param>
    /// <exception cref="ProblemException">ROCL0114, ROCL0125.</exception>
    public static IImages Of(IImages whole, long count, Seed seed) =>
        count == whole.Count ? whole : Split(whole, count, seed).Chosen;

    /// <summary>
    /// Two parts that share no image and are the whole together, the same share of every class in
    /// both.
    /// </summary>
    /// <param name="whole">The images to share out.</param>
    /// <param name="count">How many are chosen, from 1 to one less than there are.</param>
    /// <param name="seed">Which.</param>
    /// <returns>The images that <see cref="Of"/> would choose, and all others.</returns>
    /// <exception cref="ProblemException">
    /// ROCL0114; ROCL0125 where a part would be empty.
    /// </exception>
    public static (IImages Chosen, IImages Others) Split(IImages whole, long count, Seed seed)
    {
        Demand(whole, count);
        if (count == whole.Count)
            throw Impossible.Empty($"{count} of {count} images are chosen, and none is left.");
        // The k-th image of a class of n stands at (k + 1/2) / n: cutting that order anywhere keeps
        // the classes in proportion.
        var order = Shuffled(whole, seed)
            .SelectMany(group => group.Places.Select((place, k) => (place, rank: (k + 0.5) / group.Places.Length)))
            .OrderBy(image => image.rank)
            .ThenBy(image => image.place)
            .Select(image => (long)image.place)
            .ToArray();
        IImages Part(IEnumerable<long> places) => new Subset(whole, [.. places.Order()]);
        return (Part(order.Take((int)count)), Part(order.Skip((int)count)));
    }

    /// <summary>
    /// As many images as are wanted, as many of one class as of another, whatever their shares:
    /// where that leaves a rest, the first classes have one more.
    /// </summary>
    /// <param name="whole">The images to choose from, with labels.</param>
    /// <param name="count">How many, at least one of every class.</param>
    /// <param name="seed">Which.</param>
    /// <exception cref="ProblemException">
    /// ROCL0114 not that many, or not of every class; ROCL0125, ROCL0126.
    /// </exception>
    public static IImages Balanced(IImages whole, long count, Seed seed)
    {
        Demand(whole, count);
        if (whole.Labels is null)
            throw Impossible.Unlabelled();
        var classes = whole.Classes.Count;
        if (count < classes)
            throw Impossible.Empty($"{count} images are wanted, and there are {classes} classes.");
        var places = Shuffled(whole, seed).ToDictionary(group => group.Label, group => group.Places);
        return new Subset(
            whole,
            [
                .. Enumerable
                    .Range(0, classes)
                    .SelectMany(label =>
                    {
                        var (has, share) = (
                            places.GetValueOrDefault(label, []),
                            (int)(count / classes + (label < count % classes ? 1 : 0))
                        );
                        return has.Length >= share
                            ? has.Take(share).Select(place => (long)place)
                            : throw Impossible.TooMany(
                                $"{share} images of the class '{whole.Classes[label]}' are wanted, and there are {has.Length}."
                            );
                    })
                    .Order(),
            ]
        );
    }

    /// <summary>All images of some classes, which are numbered anew in the order given.</summary>
    /// <param name="whole">The images to choose from, with labels.</param>
    /// <param name="names">The classes' names, as in <see cref="IImages.Classes"/>.</param>
    /// <exception cref="ProblemException">ROCL0124, ROCL0125, ROCL0126.</exception>
    public static IImages OfClasses(IImages whole, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            throw Impossible.Empty("no class is named.");
        if (whole.Labels is null)
            throw Impossible.Unlabelled();
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Impossible.NoClass($"the class '{twice.Key}' is named twice.", "Name each class once.");
        var classes = whole.Classes.Select((name, i) => (name, i)).ToLookup(each => each.name, each => (long)each.i);
        if (names.FirstOrDefault(name => !classes.Contains(name)) is { } unknown)
            throw Impossible.Unknown(unknown, whole.Classes);
        var number = names
            .SelectMany((name, i) => classes[name].Select(old => (old, i)))
            .ToDictionary(each => each.old, each => (long)each.i);
        var labels = whole.Labels.data<long>().ToArray();
        long[] places =
        [
            .. Enumerable
                .Range(0, labels.Length)
                .Where(place => number.ContainsKey(labels[place]))
                .Select(place => (long)place),
        ];
        return places.Length > 0
            ? new Subset(whole, places, [.. names], [.. places.Select(place => number[labels[place]])])
            : throw Impossible.Empty($"no image is of {string.Join(", ", names.Select(name => $"'{name}'"))}.");
    }

    // Seeded System.Random keeps its sequence from one .NET to the next: its documentation promises
    // it.
    private static IEnumerable<(long Label, int[] Places)> Shuffled(IImages whole, Seed seed)
    {
        var labels = whole.Labels?.data<long>().ToArray() ?? new long[whole.Count];
        var places = Enumerable.Range(0, (int)whole.Count).ToArray();
        new Random((int)seed.Value).Shuffle(places);
        return places.GroupBy(place => labels[place]).Select(group => (group.Key, group.ToArray()));
    }

    private static void Demand(IImages whole, long count)
    {
        if (count > whole.Count)
            throw Impossible.TooMany($"{count} images are wanted, and there are {whole.Count}.");
        if (count < 1)
            throw Impossible.Empty($"{count} images are wanted.");
    }
}
