using FsCheck;
using FsCheck.Fluent;

namespace Contracts.Tests.Datasets;

/// <summary>Images of several classes in mixed order; each one's pixel says its place.</summary>
/// <param name="Sizes">
/// How many images each class has; a class may have none, one has at least one.
/// </param>
/// <param name="Cut">Where the images are cut, as a fraction.</param>
/// <param name="Seed">What choices follow from.</param>
public sealed record Collected(int[] Sizes, double Cut, Seed Seed)
{
    /// <summary>The images.</summary>
    public PixelImages Images { get; } = Of(Sizes, Seed);

    /// <summary>
    /// How many images a part has, from 1 to all but one; 1 where there is but one.
    /// </summary>
    public int Part => Math.Clamp((int)(Cut * Sizes.Sum()), 1, Math.Max(1, Sizes.Sum() - 1));

    /// <summary>Where the images of a part stand in the whole.</summary>
    public static long[] Places(IImages images) =>
        [
            .. images
                .Gather(arange(images.Count, ScalarType.Int64))
                .Images.view(-1, 2)
                .data<float>()
                .Chunk(2)
                .Select(image => (long)Math.Round(255 * (256 * image[0] + image[1]))),
        ];

    /// <summary>How many images of each class a part has.</summary>
    public int[] Counts(IImages images)
    {
        var counts = images.Labels!.data<long>().ToArray().CountBy(label => label).ToDictionary();
        return [.. Sizes.Select((_, label) => counts.GetValueOrDefault(label))];
    }

    private static PixelImages Of(int[] sizes, Seed seed)
    {
        var labels = sizes.SelectMany((size, label) => Enumerable.Repeat((long)label, size)).ToArray();
        new Random((int)seed.For("mixed").Value).Shuffle(labels);
        var pixels = tensor(
            Enumerable.Range(0, labels.Length).SelectMany(i => new[] { (byte)(i / 256), (byte)(i % 256) }).ToArray()
        );
        return new(pixels.view(-1, 1, 1, 2), tensor(labels), [.. sizes.Select((_, label) => $"class {label}")]);
    }
}

/// <summary>Makes them.</summary>
public static class Collections
{
    public static Arbitrary<Collected> Any() =>
        (
            from sizes in Gen.Choose(0, 40).NonEmptyListOf()
            from first in Gen.Choose(1, 40)
            from cut in Gen.Choose(0, 100)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Collected([first, .. sizes.Take(12)], cut / 100.0, new(seed))
        ).ToArbitrary();
}
