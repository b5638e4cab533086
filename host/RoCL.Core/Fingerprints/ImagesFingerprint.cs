using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace RoCL.Core.Fingerprints;

/// <summary>What is in one split of a data set, as hashes of its pixels and labels.</summary>
/// <remarks>
/// The hashes are XxHash128: they notice what has changed, and are no protection against forgery.
/// Pixels are hashed as bytes where the images are held so, else as they are gathered.
/// </remarks>
/// <param name="Images">The number of images.</param>
/// <param name="Hash">
/// 32 hexadecimal digits over shape, classes, and pixels and label of each image in their order.
/// </param>
public sealed record ImagesFingerprint(long Images, string Hash)
{
    private const string Unlabelled = "all";

    /// <summary>The classes with their hashes, by name; none where they are left out.</summary>
    public ImmutableSortedDictionary<string, ClassFingerprint>? Classes { get; init; }

    /// <summary>The hash of each image by its name; none where images have no names.</summary>
    public ImmutableSortedDictionary<string, string>? Names { get; init; }

    /// <summary>
    /// Only the pixels of every so many images were hashed, since they are read when they are asked
    /// for; none where all were.
    /// </summary>
    public long? Every { get; init; }

    /// <summary>The same without classes and names.</summary>
    public ImagesFingerprint WithoutDetails() => new(Images, Hash) { Every = Every };

    /// <summary>The fingerprint of some images.</summary>
    /// <param name="images">A whole split.</param>
    public static ImagesFingerprint Of(IImages images) => Of(images, PixelHashes.Of(images));

    /// <summary>The fingerprint of images with hashed pixels.</summary>
    /// <param name="images">A whole split.</param>
    /// <param name="pixels">The hashes of its pixels.</param>
    public static ImagesFingerprint Of(IImages images, PixelHashes pixels)
    {
        var labels = images.Labels?.data<long>().ToArray();
        var names = images.Names;
        var whole = new XxHash128();
        Append(whole, $"{images.Shape}\n{string.Join('\n', images.Classes)}\n{images.Count}\n");
        var ofClasses = new SortedDictionary<long, XxHash128>();
        var counts = new Dictionary<long, long>();
        for (var i = 0L; i < images.Count; i++)
        {
            var label = labels?[i] ?? 0;
            ofClasses.TryAdd(label, new XxHash128());
            counts[label] = counts.GetValueOrDefault(label) + 1;
            var image = pixels.Hashes.GetValueOrDefault(i, "");
            Append(ofClasses[label], image);
            Append(whole, string.Create(CultureInfo.InvariantCulture, $"{label} {image}\n"));
        }

        return new(images.Count, HexOf(whole))
        {
            Classes = ofClasses.ToImmutableSortedDictionary(
                ofClass => NameOf(images, labels is not null, ofClass.Key),
                ofClass => new ClassFingerprint(counts[ofClass.Key], HexOf(ofClass.Value)),
                StringComparer.Ordinal
            ),
            Names = names is null ? null : ByName(names, pixels.Hashes),
            Every = pixels.Every == 1 ? null : pixels.Every,
        };
    }

    private static ImmutableSortedDictionary<string, string> ByName(
        IReadOnlyList<string> names,
        IReadOnlyDictionary<long, string> hashes
    ) =>
        names
            .Select((name, i) => (Name: name, Hash: hashes.GetValueOrDefault(i, "")))
            .DistinctBy(image => image.Name)
            .ToImmutableSortedDictionary(image => image.Name, image => image.Hash, StringComparer.Ordinal);

    // Two classes may have one name.
    private static string NameOf(IImages images, bool isLabelled, long label)
    {
        if (!isLabelled)
            return Unlabelled;
        var name = images.Classes[(int)label];
        var isOnly = images.Classes.Count(other => other == name) == 1;
        return isOnly ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({label})");
    }

    private static void Append(XxHash128 hash, string text) => hash.Append(Encoding.UTF8.GetBytes(text));

    private static string HexOf(XxHash128 hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}

/// <summary>The images of one class.</summary>
/// <param name="Images">How many there are.</param>
/// <param name="Hash">32 hexadecimal digits over their pixels in their order.</param>
public sealed record ClassFingerprint(long Images, string Hash);
