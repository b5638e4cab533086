namespace Contracts.Tests.Datasets;

/// <summary>
/// Images of several classes in mixed order; the pixels of each encode its index.
/// </summary>
/// <param name="Sizes">
/// The number of images of each class; the first class has at least one, others may have none.
/// </param>
/// <param name="Cut">Where the images are divided, as a fraction.</param>
/// <param name="Seed">The seed of the order and of choices.</param>
public sealed record Collected(int[] Sizes, double Cut, Seed Seed)
{
    /// <summary>The images.</summary>
    public PixelImages Images { get; } = Mixed(Sizes, Seed);

    /// <summary>
    /// The number of images of a subset, from 1 to all but one; 1 where there is only one image.
    /// </summary>
    public int PartCount => Math.Clamp((int)(Cut * Sizes.Sum()), 1, Math.Max(1, Sizes.Sum() - 1));

    /// <summary>The indices of a subset's images in the whole.</summary>
    public static long[] IndicesOf(IImages images)
    {
        var pixels = images.Gather(arange(images.Count, ScalarType.Int64)).Images;
        return [.. pixels.view(-1, 2).data<float>().Chunk(2).Select(image => Decoded(image[0], image[1]))];
    }

    /// <summary>The number of images of each class in a subset.</summary>
    public int[] CountsOf(IImages images)
    {
        var counts = images.Labels!.data<long>().ToArray().CountBy(label => label).ToDictionary();
        return [.. Sizes.Select((_, label) => counts.GetValueOrDefault(label))];
    }

    private static PixelImages Mixed(int[] sizes, Seed seed)
    {
        var labels = sizes.SelectMany((size, label) => Enumerable.Repeat((long)label, size)).ToArray();
        new Random((int)seed.For("mixed").Value).Shuffle(labels);
        var bytes = Enumerable.Range(0, labels.Length).SelectMany(index => Encoded(index)).ToArray();
        return new(tensor(bytes).view(-1, 1, 1, 2), tensor(labels), [.. sizes.Select((_, label) => $"class {label}")]);
    }

    private static byte[] Encoded(int index) => [(byte)(index / 256), (byte)(index % 256)];

    private static long Decoded(float high, float low) => (long)Math.Round(255 * (256 * high + low));
}
