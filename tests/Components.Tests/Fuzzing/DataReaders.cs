using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using RoCL.Datasets.FashionMnist;
using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;
using Shared.Fuzzing;
using TarGzip = Shared.Datasets.TarGzip;

namespace Components.Tests.Fuzzing;

/// <summary>
/// What data sets read: images, archives of them, IDX files, and CIFAR's records; what is packed is
/// mutated inside its packing, too.
/// </summary>
public sealed class DataReaders
{
    private static readonly Photos Photo = Photos.Plain(7, 0, 1, 2);
    private static readonly byte[] Values = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Images = IdxGzip.Of([2, 4, 4], Values);

    private static TemporaryFolder s_folder = null!;

    private static readonly (string Name, byte[] Bytes)[] Tree =
    [
        ("train/a/1.png", PngFile.Solid(1)),
        ("train/b/1.png", PngFile.Solid(2)),
        ("test/a/1.png", PngFile.Solid(3)),
        ("test/b/2.png", PngFile.Solid(4)),
    ];

    [OneTimeSetUp]
    public void Write_sound_data_sets()
    {
        s_folder = TemporaryFolder.InMemory();
        foreach (var (name, bytes) in Tree)
            s_folder.Write(Path.Combine("images", name), bytes);
        s_folder.Write("idx/t10k-labels-idx1-ubyte.gz", IdxGzip.Of([2], [0, 1]));
        s_folder.Write("cifar/test_batch.bin", Photo.Binary);
    }

    [OneTimeTearDown]
    public void Remove() => s_folder.Dispose();

    public static IEnumerable<Fuzz> Readers() =>
        [
            new("IDX file", 200, [Unpacked(Images)], bytes => Idx(IdxGzip.Packed(bytes))),
            new("IDX file packed", 150, [Images], Idx),
            new(
                "PNG file",
                350,
                [
                    PngFile.OfGray(5, 4, (x, y) => (byte)(50 * x + y)),
                    PngFile.Of(4, 4, PngFile.ColourAndAlpha, 8, (x, y) => [(byte)x, 2, 3, 4]),
                    PngFile.Of(4, 3, PngFile.Palette, 8, (x, _) => [(byte)(x % 2)], [1, 2, 3, 4, 5, 6]),
                ],
                bytes => Image("1.png", PngFile.Resummed(bytes))
            ),
            new("JPEG file", 300, [JpegFile.Baseline, JpegFile.Progressive], bytes => Image("1.jpg", bytes)),
            new("tar archive of images", 150, [Unpacked(TarGzip.Of(Tree))], bytes => Archive(TarGzip.Packed(bytes))),
            new("tar archive of images, not packed", 150, [Unpacked(TarGzip.Of(Tree))], Archive),
            new("archive of images", 250, [TarGzip.Of(Tree), ZipBytes.Of(Tree)], Archive),
            new(
                "CIFAR archive",
                100,
                [
                    Unpacked(
                        Official.Archive(
                            Official.BinaryTen,
                            Official.TenInBinary([Photo, Photo, Photo, Photo, Photo], Photo)
                        )
                    ),
                ],
                bytes => Read(() => new Cifar10(s_folder.Write("cifar.tar.gz", TarGzip.Packed(bytes)), Verify: false))
            ),
            new("CIFAR file", 150, [Photo.Binary], bytes => Cifar("test_batch.bin", bytes)),
            new(
                "CIFAR file of names",
                150,
                [Encoding.ASCII.GetBytes(string.Join('\n', Official.Ten))],
                bytes => Cifar("batches.meta.txt", bytes)
            ),
        ];

    [TestCaseSource(nameof(Readers))]
    public void A_mutated_file_is_refused_with_a_code_or_read_whole(Fuzz reader) => reader.Ordinary();

    [TestCaseSource(nameof(Readers)), Explicit("minutes")]
    public void So_are_twenty_times_as_many(Fuzz reader) => reader.TwentyTimes();

    private static ImmutableArray<Problem> Read(Func<IDataset> data)
    {
        using var scope = NewDisposeScope();
        return ((PixelImages)data().Open(Split.Test)).Pixels.numel() > 0 ? [] : [new("none", "", "", "")];
    }

    private static ImmutableArray<Problem> Idx(byte[] file)
    {
        s_folder.Write("idx/t10k-images-idx3-ubyte.gz", file);
        return Read(() => new FashionMnist(Path.Combine(s_folder.Path, "idx")));
    }

    private static ImmutableArray<Problem> Image(string name, byte[] file)
    {
        foreach (var other in Directory.GetFiles(Path.Combine(s_folder.Path, "images", "test", "a")))
            File.Delete(other);
        s_folder.Write($"images/test/a/{name}", file);
        return Read(() => new ImageFolder(Path.Combine(s_folder.Path, "images"), Size: 4));
    }

    private static ImmutableArray<Problem> Archive(byte[] file) =>
        Read(() => new ImageFolder(s_folder.Write("archive", file), Size: 4));

    private static ImmutableArray<Problem> Cifar(string name, byte[] file)
    {
        s_folder.Write("cifar/test_batch.bin", Photo.Binary);
        s_folder.Write($"cifar/{name}", file);
        return Read(() => new Cifar10(Path.Combine(s_folder.Path, "cifar"), Verify: false));
    }

    private static byte[] Unpacked(byte[] file)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
