using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;
using Law = FsCheck.NUnit.PropertyAttribute;

namespace Components.Tests.Cifar;

/// <summary>What was written is what is read, whatever it was and however it was written.</summary>
[TestFixture]
public sealed class CifarLaws
{
    [Law(MaxTest = 25)]
    public bool Cifar_10_is_read_as_it_was_written_in_any_form_and_order(int seed, Split split)
    {
        var random = new Random(seed);
        var train = Enumerable.Range(0, 5).Select(_ => Photos.Random(random, random.Next(1, 5))).ToArray();
        var test = Photos.Random(random, random.Next(1, 70));
        Photos[] part = split is Split.Train ? train : [test];
        return Forms(
                Official.PythonTen,
                Official.TenInPython(train, test),
                Official.TenInPython(train, test, byColumns: true),
                Official.BinaryTen,
                Official.TenInBinary(train, test),
                path => new Cifar10(path, Verify: false),
                split
            )
            .All(read => Same(read, part, photos => photos.Labels, Official.Ten));
    }

    [Law(MaxTest = 25)]
    public bool Cifar_100_is_read_as_it_was_written_with_either_of_its_labels(int seed, Split split, Granularity labels)
    {
        var random = new Random(seed);
        var (train, test) = (
            Photos.Random(random, random.Next(1, 70), classes: 100),
            Photos.Random(random, random.Next(1, 5), classes: 100)
        );
        return Forms(
                Official.PythonHundred,
                Official.HundredInPython(train, test),
                Official.HundredInPython(train, test, byColumns: true),
                Official.BinaryHundred,
                Official.HundredInBinary(train, test),
                path => new Cifar100(path, Verify: false, labels),
                split
            )
            .All(read =>
                Same(
                    read,
                    [split is Split.Train ? train : test],
                    photos => labels is Granularity.Fine ? photos.Labels : photos.Groups,
                    null
                )
            );
    }

    // Python by rows and by columns, and binary; each as an archive, as a folder and as the folder
    // above it.
    private static List<(byte[] Pixels, long[] Labels, long[] Shape, IReadOnlyList<string> Classes)> Forms(
        string python,
        IEnumerable<(string Name, byte[] Bytes)> byRows,
        IEnumerable<(string Name, byte[] Bytes)> byColumns,
        string binary,
        IEnumerable<(string Name, byte[] Bytes)> records,
        Func<string, IDataset> data,
        Split split
    )
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        string Unpacked(string above, string name, IEnumerable<(string Name, byte[] Bytes)> files)
        {
            foreach (var file in files)
                folder.Write(Path.Combine(above, name, file.Name), file.Bytes);
            return Path.Combine(folder.Path, above);
        }
        string[] paths =
        [
            folder.Write("python.tar.gz", Official.Archive(python, byRows)),
            folder.Write("fortran", Official.Archive(python, byColumns)),
            folder.Write("binary.tgz", Official.Archive(binary, records)),
            folder.Write("flat.tar.gz", TarGzip.Of(byRows)),
            Unpacked("a", python, byRows),
            Path.Combine(Unpacked("b", python, byColumns), python),
            Unpacked("c", binary, records),
        ];
        return
        [
            .. paths
                .Select(path => (PixelImages)data(path).Open(split))
                .Select(images =>
                    (
                        images.Pixels.bytes.ToArray(),
                        images.Labels!.data<long>().ToArray(),
                        images.Pixels.shape,
                        images.Classes
                    )
                ),
        ];
    }

    private static bool Same(
        (byte[] Pixels, long[] Labels, long[] Shape, IReadOnlyList<string> Classes) read,
        Photos[] part,
        Func<Photos, byte[]> labels,
        string[]? classes
    ) =>
        read.Shape.SequenceEqual([part.Sum(photos => photos.Count), 3, 32, 32])
        && read.Pixels.SequenceEqual(part.SelectMany(photos => photos.Pixels))
        && read.Labels.SequenceEqual(part.SelectMany(labels).Select(label => (long)label))
        && (classes is null || read.Classes.SequenceEqual(classes));
}
