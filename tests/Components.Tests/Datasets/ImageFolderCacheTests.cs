using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>
/// Pixels that are kept between runs: the same as decoded ones, whatever happens to them.
/// </summary>
public sealed class ImageFolderCacheTests
{
    private TemporaryFolder _folder = null!;
    private TemporaryFolder _cache = null!;

    [SetUp]
    public void Write_a_sound_data_set()
    {
        _folder = TemporaryFolder.InMemory();
        _cache = TemporaryFolder.InMemory();
        foreach (var (name, bytes) in Pictures.Sound)
            _folder.Write(name, bytes);
        _folder.Write("train/b/2.png", PngFile.Of(4, 4, PngFile.ColourAndAlpha, 8, (_, _) => [9, 9, 9, 0]));
    }

    [TearDown]
    public void Remove()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Test]
    public void What_is_kept_is_what_was_decoded_with_what_was_said_of_it()
    {
        var decoded = Open();
        var file = Directory.GetFiles(_cache.Path).Single();
        var written = File.GetLastWriteTimeUtc(file);
        Assert.That(Open(), Is.EqualTo(decoded));
        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(written), "nothing was decoded again");
        Assert.That(decoded, Does.EndWith("1 transparent (on white)"));
    }

    [Test]
    public void An_image_that_changed_is_decoded_again_though_size_and_time_are_the_same()
    {
        var path = Path.Combine(_folder.Path, "train", "a", "1.png");
        var before = (new FileInfo(path).Length, File.GetLastWriteTimeUtc(path));
        Open();
        var other = Enumerable.Range(2, 250).First(value => PngFile.Solid((byte)value).Length == before.Length);
        _folder.Write("train/a/1.png", PngFile.Solid((byte)other));
        File.SetLastWriteTimeUtc(path, before.Item2);
        Assert.That((new FileInfo(path).Length, File.GetLastWriteTimeUtc(path)), Is.EqualTo(before));
        Assert.That(Open(), Does.StartWith($"{other} "));
    }

    [Test]
    public void With_any_byte_damaged_or_missing_the_images_are_the_same_and_the_file_is_repaired()
    {
        var expected = Open();
        var file = Directory.GetFiles(_cache.Path).Single();
        var sound = File.ReadAllBytes(file);
        for (var i = 0; i < sound.Length; i += 7)
        {
            var damaged = sound.ToArray();
            damaged[i] ^= 0x41;
            File.WriteAllBytes(file, damaged);
            Assert.That(Open(), Is.EqualTo(expected), $"byte {i} of {sound.Length}");
            File.WriteAllBytes(file, sound[..i]);
            Assert.That(Open(), Is.EqualTo(expected), $"{i} bytes of {sound.Length}");
            Assert.That(File.ReadAllBytes(file), Is.EqualTo(sound));
        }
    }

    [Test]
    public void A_folder_that_cannot_be_written_to_costs_nothing_but_time()
    {
        var nowhere = new CacheFolder(_folder.Write("file", [1]), LeastImages: 1);
        Assert.That(Open(nowhere), Is.EqualTo(Open()));
    }

    [Test]
    public void Other_settings_have_a_file_of_their_own_and_the_oldest_go_where_there_is_no_room()
    {
        Open();
        Open(size: 5);
        Assert.That(Directory.GetFiles(_cache.Path), Has.Length.EqualTo(2));
        Open(new CacheFolder(_cache.Path, LeastImages: 1, MostBytes: 600), size: 6);
        Assert.That(Directory.GetFiles(_cache.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_newest_file_stays_however_large_it_is()
    {
        Open();
        Open(new CacheFolder(_cache.Path, LeastImages: 1, MostBytes: 1), size: 6);
        Assert.That(Directory.GetFiles(_cache.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Pixels_that_take_more_than_half_of_the_memory_are_in_a_file_and_are_the_same([Values] bool damaged)
    {
        if (damaged)
            _folder.Write("train/a/0.png", [1, 2, 3]);
        var inMemory = Open();
        var inFile = Open(memory: 1);
        const string note = "all kept in a file, being more than half of the memory";
        Assert.That(inFile.Replace(note, "", StringComparison.Ordinal).TrimEnd(), Is.EqualTo(inMemory));
        Assert.That(inFile, Does.EndWith(note));
        Assert.That(
            Directory.GetFiles(_cache.Path, "run-*"),
            Has.Length.EqualTo(OperatingSystem.IsLinux() ? 0 : 1),
            "on Linux the mapping alone keeps it"
        );
    }

    [Test]
    public void Few_images_are_not_kept()
    {
        Open(new CacheFolder(_cache.Path));
        Assert.That(Directory.GetFiles(_cache.Path), Is.Empty);
    }

    [Test]
    public void How_many_images_have_been_read_is_reported_one_by_one()
    {
        using var scope = NewDisposeScope();
        var reports = new System.Collections.Concurrent.ConcurrentBag<(long, long)>();
        new ImageFolder(_folder.Path, 4) { Cache = new(_cache.Path) }.Open(
            Split.Train,
            (done, total) => reports.Add((done, total))
        );
        Assert.That(reports, Is.EquivalentTo(new[] { (1L, 3L), (2L, 3L), (3L, 3L) }));
    }

    private string Open(CacheFolder? cache = null, int size = 4, long memory = long.MaxValue)
    {
        using var scope = NewDisposeScope();
        var data = new ImageFolder(_folder.Path, size, Damaged: DamagedImages.LeaveOut)
        {
            Cache = cache ?? new(_cache.Path, LeastImages: 1),
            Memory = memory,
        };
        var images = (PixelImages)data.Open(Split.Train);
        return $"{string.Join(' ', images.Pixels.bytes.ToArray())}: {string.Join(' ', images.Notes!.Conversions)}";
    }
}
