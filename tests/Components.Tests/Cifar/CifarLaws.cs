using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Cifar;

/// <summary>What was written is what is read, whatever it was and wherever it lies.</summary>
[TestFixture]
public sealed class CifarLaws
{
    // Of images in one file: more than any buffer holds.
    private const int Most = 40;

    /// <summary>What a data set gave.</summary>
    private sealed record Given(byte[] Pixels, long[] Labels, long[] Shape, IReadOnlyList<string> Classes);

    [Law(MaxTest = 25)]
    public bool Cifar_10_is_read_as_it_was_written_wherever_it_lies(int seed, Split split)
    {
        var random = new Random(seed);
        var train = Enumerable.Range(0, 5).Select(_ => Photos.Random(random, random.Next(1, 5))).ToArray();
        var test = Photos.Random(random, random.Next(1, Most));
        Photos[] part = split is Split.Train ? train : [test];
        var written = Written(part, photos => photos.Labels);
        return Everywhere(
                Official.BinaryTen,
                Official.TenInBinary(train, test),
                path => new Cifar10(path, Verify: false),
                split
            )
            .All(given => IsWhatWasWritten(given, written) && given.Classes.SequenceEqual(Official.Ten));
    }

    [Law(MaxTest = 25)]
    public bool Cifar_100_is_read_as_it_was_written_with_either_of_its_labels(int seed, Split split, Granularity labels)
    {
        var random = new Random(seed);
        var train = Photos.Random(random, random.Next(1, Most), classes: 100);
        var test = Photos.Random(random, random.Next(1, 5), classes: 100);
        Photos[] part = [split is Split.Train ? train : test];
        var written = Written(part, photos => labels is Granularity.Fine ? photos.Labels : photos.Groups);
        return Everywhere(
                Official.BinaryHundred,
                Official.HundredInBinary(train, test),
                path => new Cifar100(path, Verify: false, labels),
                split
            )
            .All(given => IsWhatWasWritten(given, written));
    }

    // As an archive of whatever name, as a folder, as the folder above it, and as the folder of the
    // archive.
    private static List<Given> Everywhere(
        string name,
        IEnumerable<(string Name, byte[] Bytes)> files,
        Func<string, IDataset> data,
        Split split
    )
    {
        using var scope = NewDisposeScope();
        using var folder = TemporaryFolder.InMemory();
        foreach (var file in files)
            folder.Write(Path.Combine("unpacked", name, file.Name), file.Bytes);
        var archive = Official.Archive(name, files);
        var official = name == Official.BinaryTen ? "cifar-10-binary.tar.gz" : "cifar-100-binary.tar.gz";
        string[] paths =
        [
            folder.Write("binary.tgz", archive),
            folder.Write("without a suffix", archive),
            folder.Write("flat.tar.gz", TarGzip.Of(files)),
            Path.Combine(folder.Path, "unpacked", name),
            Path.Combine(folder.Path, "unpacked"),
            Path.GetDirectoryName(folder.Write(Path.Combine("fetched", official), archive))!,
        ];
        return [.. paths.Select(path => Read((PixelImages)data(path).Open(split)))];
    }

    private static Given Read(PixelImages images) =>
        new(images.Pixels.bytes.ToArray(), images.Labels!.data<long>().ToArray(), images.Pixels.shape, images.Classes);

    private static Given Written(Photos[] part, Func<Photos, byte[]> labels) =>
        new(
            [.. part.SelectMany(photos => photos.Pixels)],
            [.. part.SelectMany(labels).Select(label => (long)label)],
            [part.Sum(photos => photos.Count), 3, 32, 32],
            []
        );

    private static bool IsWhatWasWritten(Given given, Given written) =>
        given.Shape.SequenceEqual(written.Shape)
        && given.Pixels.SequenceEqual(written.Pixels)
        && given.Labels.SequenceEqual(written.Labels);
}
