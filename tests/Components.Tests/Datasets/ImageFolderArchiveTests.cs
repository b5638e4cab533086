using System.Formats.Tar;
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
    public enum Format
    {
        Tar,
        TarGzip,
        Zip,
    }

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Law(MaxTest = 40)]
    public bool An_archive_gives_what_the_folder_gives(int seed, Format format, bool wrapped, bool parted, Split split)
    {
        using var place = TemporaryFolder.InMemory();
        using var scope = NewDisposeScope();
        var top = wrapped ? "images/" : "";
        var files = Images(new(seed), top, parted);
        foreach (var (name, bytes) in files)
            place.Write(name, bytes);
        place.Write(top + "readme.txt", [1]);

        var archive = place.Write(
            "archive",
            Packed(
                format,
                [.. files, (top + "readme.txt", [1]), (top + ".cache/1.png", [1]), ("__MACOSX/._1.png", [1])]
            )
        );
        var found = Open(archive, split);
        var expected = Open(Path.Combine(place.Path, top), split);
        return found.Pixels.bytes.SequenceEqual(expected.Pixels.bytes)
            && found.Labels!.data<long>().SequenceEqual(expected.Labels!.data<long>())
            && found.Classes.SequenceEqual(expected.Classes);
    }

    [Test]
    public void Folders_and_dots_in_an_archive_are_understood()
    {
        var entries = Pictures.Sound.Select(file => TarGzip.File("./data/" + file.Name, file.Bytes));
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
    public void Truncated_at_any_length_an_archive_is_refused([Values] Format format)
    {
        var sound = Packed(format, Pictures.Sound);
        // Where nothing is compressed, most of the bytes are padding: the bounds of all blocks will
        // do, and the first byte after each.
        var lengths = Enumerable.Range(0, sound.Length).Where(length => format is not Format.Tar || length % 64 < 2);
        foreach (var length in lengths)
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
    public void An_archive_with_a_bit_flipped_is_refused_or_read_whole([Values] Format format)
    {
        var sound = Packed(format, Pictures.Sound);
        var pixels = Refusal.OrPixels(Written(sound))!;
        Assert.That(pixels, Has.Length.EqualTo(2 * 4 * 4));
        var stride = format is Format.Tar ? 61 : 3;
        for (var bit = 0; bit < 8 * sound.Length; bit += stride)
        {
            var flipped = sound.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            // A name is not part of what zip sums up: an image may come to lie in another class, or
            // to be none.
            Assert.That(
                Refusal.OrPixels(Written(flipped)),
                format is Format.Zip ? Is.Null.Or.Length.LessThanOrEqualTo(pixels.Length) : Is.Null.Or.EqualTo(pixels),
                $"bit {bit}"
            );
        }
    }

    [Test]
    public void An_unreadable_image_in_an_archive_is_named([Values] Format format)
    {
        var archive = Packed(format, [.. Pictures.Sound, ("train/b/broken.png", PngFile.Solid(1)[..40])]);
        var problem = Refusal.Of(Written(archive));
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0424", Path.Combine(_folder.Path, "archive", "train", "b", "broken.png")))
        );
    }

    [Test]
    public void An_archive_that_is_held_by_another_program_cannot_be_opened()
    {
        using var locked = new FileStream(
            _folder.Write("archive", TarGzip.Of(Pictures.Sound)),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
        Assert.That(Refusal.Of(new ImageFolder(Path.Combine(_folder.Path, "archive"))).Code, Is.EqualTo("ROCL0420"));
    }

    private ImageFolder Written(byte[] archive) => new(_folder.Write("archive", archive), Size: 4, Channels: 1);

    private static PixelImages Open(string path, Split split) =>
        (PixelImages)new ImageFolder(path, Size: 4, Channels: 1).Open(split);

    private static byte[] Packed(Format format, (string Name, byte[] Bytes)[] files) =>
        format switch
        {
            Format.Tar => TarGzip.Tar([.. files.Select(file => TarGzip.File(file.Name, file.Bytes))]),
            Format.TarGzip => TarGzip.Of(files),
            _ => ZipBytes.Of(files),
        };

    private static (string Name, byte[] Bytes)[] Images(Random random, string top, bool parted)
    {
        string[] parts = parted ? ["train/", "test/"] : [""];
        var files = parts
            .SelectMany(part => new[] { "b", "B", "c d" }.Select(name => top + part + name))
            .SelectMany(folder =>
                Enumerable.Range(0, random.Next(5, 8)).Select(i => $"{folder}/{random.Next(1000):000}-{i}.png")
            )
            .Select(name => (name, PngFile.Solid((byte)random.Next(256), random.Next(3, 9))))
            .ToArray();
        random.Shuffle(files);
        return files;
    }
}
