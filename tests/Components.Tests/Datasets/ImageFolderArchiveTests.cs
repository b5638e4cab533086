using System.Formats.Tar;
using System.IO.Compression;
using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;
using Law = FsCheck.NUnit.PropertyAttribute;
using TarGzip = Shared.Datasets.TarGzip;

namespace Components.Tests.Datasets;

/// <summary>
/// The data set <c>image-folder</c> from an archive: what a folder would have given.
/// </summary>
public sealed class ImageFolderArchiveTests
{
    private static readonly (string Name, byte[] Bytes)[] Sound =
    [
        ("train/a/1.png", PngFile.Solid(1)),
        ("train/b/1.png", PngFile.Solid(2)),
        ("test/a/1.png", PngFile.Solid(3)),
        ("test/b/2.png", PngFile.Solid(4)),
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Law(MaxTest = 40)]
    public bool An_archive_gives_what_the_folder_gives(int seed, bool zipped, bool wrapped, bool parted, Split split)
    {
        using var place = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        var top = wrapped ? "images/" : "";
        string[] parts = parted ? ["train/", "test/"] : [""];
        var files = parts
            .SelectMany(part => new[] { "b", "B", "c d" }.Select(name => top + part + name))
            .SelectMany(folder =>
                Enumerable.Range(0, random.Next(5, 8)).Select(i => $"{folder}/{random.Next(1000):000}-{i}.png")
            )
            .Select(name => (Name: name, Bytes: PngFile.Solid((byte)random.Next(256), random.Next(3, 9))))
            .ToArray();
        random.Shuffle(files);
        foreach (var (name, bytes) in files)
            place.Write(name, bytes);
        place.Write(top + "readme.txt", [1]);
        (string, byte[])[] packed =
        [
            .. files,
            (top + "readme.txt", [1]),
            (top + ".cache/1.png", [1]),
            ("__MACOSX/._1.png", [1]),
        ];
        var archive = place.Write("archive", zipped ? Zipped(packed) : TarGzip.Of(packed));
        var (found, expected) = (Open(archive, split), Open(Path.Combine(place.Path, top), split));
        return found.Pixels.bytes.SequenceEqual(expected.Pixels.bytes)
            && found.Labels!.data<long>().SequenceEqual(expected.Labels!.data<long>())
            && found.Classes.SequenceEqual(expected.Classes);
    }

    [Test]
    public void Folders_and_dots_in_an_archive_are_understood()
    {
        var entries = Sound.Select(file => TarGzip.File("./data/" + file.Name, file.Bytes));
        var path = _folder.Write(
            "a.tgz",
            TarGzip.Entries([
                new PaxTarEntry(TarEntryType.Directory, "./"),
                new PaxTarEntry(TarEntryType.Directory, "./data/train/a/"),
                .. entries,
            ])
        );
        using var scope = NewDisposeScope();
        Assert.That(Open(path, Split.Test).Pixels.amax([1, 2, 3]).bytes.ToArray(), Is.EqualTo(new byte[] { 3, 4 }));
    }

    [Test]
    public void Truncated_at_any_length_an_archive_is_refused([Values] bool zipped)
    {
        var sound = zipped ? Zipped(Sound) : TarGzip.Of(Sound);
        for (var length = 0; length < sound.Length; length++)
        {
            Assert.That(
                Refusal.Of(Written(sound[..length])).Code,
                Is.EqualTo("ROCL0429"),
                $"{length} of {sound.Length} bytes"
            );
        }

        Assert.That(Refusal.OrPixels(Written(sound)), Is.Not.Null);
    }

    [Test]
    public void An_archive_with_a_bit_flipped_is_refused_or_read_whole([Values] bool zipped)
    {
        var sound = zipped ? Zipped(Sound) : TarGzip.Of(Sound);
        var pixels = Refusal.OrPixels(Written(sound));
        for (var bit = 0; bit < 8 * sound.Length; bit += 3)
        {
            var flipped = sound.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            // A name is not part of what zip sums up: an image may come to lie in another class, or
            // to be none.
            Assert.That(
                Refusal.OrPixels(Written(flipped)),
                zipped ? Is.Null.Or.Length.LessThanOrEqualTo(pixels!.Length) : Is.Null.Or.EqualTo(pixels),
                $"bit {bit}"
            );
        }
    }

    public static IEnumerable<TestCaseData> Strange()
    {
        static TestCaseData Case(string sentence, string code, string what, byte[] archive) =>
            new TestCaseData(code, what, archive).SetName(sentence);
        static byte[] Tar(TarEntry entry) =>
            TarGzip.Entries([.. Sound.Select(file => TarGzip.File(file.Name, file.Bytes)), entry]);
        static byte[] Zip(string name, byte[] bytes, int attributes = 0) =>
            Zipped([.. Sound, (name, bytes)], attributes);
        yield return Case(
            "A_tar_path_that_leaves_the_archive_is_refused",
            "ROCL0430",
            "'../x.png'",
            Tar(TarGzip.File("../x.png", [1]))
        );
        yield return Case(
            "A_zip_path_that_leaves_the_archive_is_refused",
            "ROCL0430",
            "'train/../../x.png'",
            Zip("train/../../x.png", [1])
        );
        yield return Case(
            "A_zip_path_of_Windows_that_leaves_is_refused",
            "ROCL0430",
            "'..\\x.png'",
            Zip("..\\x.png", [1])
        );
        yield return Case("A_zip_path_from_the_root_is_refused", "ROCL0430", "'/etc/x.png'", Zip("/etc/x.png", [1]));
        yield return Case(
            "A_link_in_a_tar_archive_is_refused",
            "ROCL0430",
            "SymbolicLink",
            Tar(TarGzip.Link("train/a/2.png", "/etc/passwd"))
        );
        yield return Case(
            "A_link_in_a_zip_archive_is_refused",
            "ROCL0430",
            "is a link",
            Zip("train/a/2.png", "/etc/passwd"u8.ToArray(), 0xa1ff << 16)
        );
        yield return Case(
            "An_image_that_is_there_twice_is_refused",
            "ROCL0429",
            "'train/a/1.png' twice",
            Tar(TarGzip.File("train/a/1.png", PngFile.Solid(1)))
        );
        yield return Case(
            "An_image_of_absurd_size_is_refused",
            "ROCL0431",
            "268435457 bytes",
            TarGzip.Claiming("a/1.png", (256 << 20) + 1)
        );
        yield return Case(
            "An_image_that_claims_more_than_the_archive_has_is_refused",
            "ROCL0429",
            "",
            TarGzip.Claiming("a/1.png", 100_000)
        );
        yield return Case(
            "A_zip_image_of_absurd_size_is_refused",
            "ROCL0431",
            "4278190080 bytes",
            ClaimingZip(0, 0, 0, 0xff)
        );
        yield return Case(
            "A_zip_image_that_claims_more_than_it_could_hold_is_refused",
            "ROCL0429",
            "268435455 bytes",
            ClaimingZip(0xff, 0xff, 0xff, 0x0f)
        );
        yield return Case("Zip_images_that_share_their_bytes_are_refused", "ROCL0429", "more than its", Shared());
        yield return Case(
            "A_tar_image_that_claims_8_GB_is_refused",
            "ROCL0429",
            "no tar archive",
            TarGzip.Claiming("a/1.png", (8L << 30) - 1)
        );
        yield return Case(
            "A_gzip_file_that_unpacks_to_a_flood_is_refused",
            "ROCL0429",
            "more bytes",
            [.. TarGzip.Packed(new byte[20_000_000])[..^4], 0, 8, 0, 0]
        );
        yield return Case(
            "An_archive_that_claims_to_unpack_to_gigabytes_is_refused",
            "ROCL0429",
            "4026531840 bytes",
            [.. TarGzip.Of(Sound)[..^4], 0, 0, 0, 0xf0]
        );
        yield return Case("What_is_no_archive_is_refused", "ROCL0429", "neither", PngFile.Solid(1));
        yield return Case(
            "A_gzip_file_that_is_no_archive_is_refused",
            "ROCL0429",
            "no tar archive",
            TarGzip.Packed([.. Enumerable.Repeat((byte)'x', 2000)])
        );
        yield return Case(
            "An_archive_of_one_class_is_refused",
            "ROCL0421",
            "found: 1",
            TarGzip.Of(("d/a/1.png", [1]), ("d/readme", [1]))
        );
        yield return Case(
            "An_archive_without_a_part_to_test_on_is_refused",
            "ROCL0420",
            "'train'",
            TarGzip.Of(("train/a/1.png", [1]), ("train/b/1.png", [1]))
        );
        yield return Case(
            "An_archive_with_an_empty_class_is_refused",
            "ROCL0423",
            "no image",
            Tar(new UstarTarEntry(TarEntryType.Directory, "train/c/"))
        );
    }

    [TestCaseSource(nameof(Strange))]
    public void A_strange_archive_is_refused(string code, string what, byte[] archive)
    {
        var problem = Refusal.Of(Written(archive));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.What, Does.Contain(what));
            Assert.That(problem.Where, Does.StartWith(Path.Combine(_folder.Path, "archive")));
            Assert.That(
                Directory.GetFileSystemEntries(_folder.Path),
                Has.Length.EqualTo(1),
                "nothing is unpacked to disk"
            );
        }
    }

    [Test]
    public void An_unreadable_image_in_an_archive_is_named([Values] bool zipped)
    {
        (string, byte[])[] files = [.. Sound, ("train/b/broken.png", PngFile.Solid(1)[..40])];
        var problem = Refusal.Of(Written(zipped ? Zipped(files) : TarGzip.Of(files)));
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0424", Path.Combine(_folder.Path, "archive", "train", "b", "broken.png")))
        );
    }

    [Test]
    public void A_zip_archive_whose_image_has_another_checksum_is_refused()
    {
        var archive = Zipped(Sound);
        archive[archive.AsSpan().IndexOf("PK\u0001\u0002"u8) + 16] ^= 1;
        Assert.That(Refusal.Of(Written(archive)).Code, Is.EqualTo("ROCL0429"));
    }

    [Test]
    public void An_archive_that_is_held_by_another_program_cannot_be_opened()
    {
        using var locked = new FileStream(
            _folder.Write("archive", TarGzip.Of(Sound)),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
        Assert.That(Refusal.Of(new ImageFolder(Path.Combine(_folder.Path, "archive"))).Code, Is.EqualTo("ROCL0420"));
    }

    private ImageFolder Written(byte[] archive) => new(_folder.Write("archive", archive), Size: 4, Channels: 1);

    private static PixelImages Open(string path, Split split) =>
        (PixelImages)new ImageFolder(path, Size: 4, Channels: 1).Open(split);

    // The unpacked size of the first image, in the directory at the end, is raised.
    private static byte[] ClaimingZip(params byte[] size)
    {
        const int placeOfSize = 24;
        var zip = Zipped(Sound);
        size.CopyTo(zip, zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + placeOfSize);
        return zip;
    }

    // Every entry of the directory claims the bytes of one large image.
    private static byte[] Shared()
    {
        var noise = new byte[9000];
        new Random(1).NextBytes(noise);
        const int placeOfPackedSize = 20,
            lengthWithoutName = 46;
        (string, byte[])[] files =
        [
            ("a/0.png", noise),
            .. Enumerable.Range(1, 9).Select(i => ($"a/{i}.png", (byte[])[1])),
        ];
        var zip = Zipped(files);
        for (
            var at = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
            zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8);
            at += lengthWithoutName + 7
        )
        {
            BitConverter.GetBytes(9000).CopyTo(zip, at + placeOfPackedSize);
        }

        return zip;
    }

    private static byte[] Zipped((string Name, byte[] Bytes)[] files, int attributesOfLast = 0)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                if (name == files[^1].Name)
                    entry.ExternalAttributes = attributesOfLast;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
