namespace RoCL.Datasets.Cifar;

/// <summary>The images and labels of one file.</summary>
/// <param name="Where">The file.</param>
/// <param name="Labels">One an image, each a class's number.</param>
/// <param name="Pixels">
/// Writes all of the file's images, [N, 3072]: channel by channel, row by row.
/// </param>
internal sealed record Batch(string Where, IReadOnlyList<byte> Labels, Batch.Writing Pixels)
{
    /// <summary>Writes as many bytes as the target has.</summary>
    internal delegate void Writing(Span<byte> target);

    private const int Channels = 3,
        Side = 32;

    /// <summary>3 x 32 x 32.</summary>
    public const int PerImage = Channels * Side * Side;

    /// <summary>How many images it has.</summary>
    public int Count => Labels.Count;

    /// <summary>Several files as one part of a data set.</summary>
    public static PixelImages Joined(IReadOnlyList<Batch> batches, IReadOnlyList<string> classes)
    {
        var pixels = empty([batches.Sum(batch => (long)batch.Count), Channels, Side, Side], ScalarType.Byte);
        var rest = pixels.bytes;
        foreach (var batch in batches)
        {
            batch.Pixels(rest[..(batch.Count * PerImage)]);
            rest = rest[(batch.Count * PerImage)..];
        }
        GC.KeepAlive(pixels);
        return new(
            pixels,
            tensor(batches.SelectMany(batch => batch.Labels).Select(label => (long)label).ToArray()),
            classes
        );
    }

    /// <summary>The labels as bytes, each below the number of classes.</summary>
    /// <exception cref="ProblemException">ROCL0449.</exception>
    public static byte[] Checked(string where, IEnumerable<long> labels, LabelSet set) =>
        [
            .. labels.Select(
                (label, i) =>
                    label >= 0 && label < set.Names.Count
                        ? (byte)label
                        : throw Refused.Label(
                            where,
                            $"image {i} has {set.Key} {label}; there are {set.Names.Count} classes, numbered from 0 to {set.Names.Count - 1}."
                        )
            ),
        ];
}
