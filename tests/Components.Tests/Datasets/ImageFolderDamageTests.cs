using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>Image files that are not whole, or not images.</summary>
public sealed class ImageFolderDamageTests
{
    private static readonly byte[] Png = PngFile.OfGray(5, 4, (x, y) => (byte)(50 * x + y));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write_a_sound_data_set()
    {
        _folder = TemporaryFolder.InMemory();
        foreach (var name in new[] { "train/a/1.png", "train/a/2.png", "train/b/1.png", "test/a/1.png" })
            _folder.Write(name, Png);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    public static IEnumerable<TestCaseData> Files() =>
        [
            new TestCaseData(Png).SetArgDisplayNames("PNG"),
            new TestCaseData(JpegFile.Baseline).SetArgDisplayNames("JPEG"),
            new TestCaseData(JpegFile.Progressive).SetArgDisplayNames("progressive JPEG"),
        ];

    [TestCaseSource(nameof(Files))]
    public void Truncated_at_any_length_an_image_is_refused(byte[] whole)
    {
        for (var length = 0; length < whole.Length; length++)
            Assert.That(Replaced(whole[..length]), Is.Null, $"{length} of {whole.Length} bytes");
        Assert.That(Replaced(whole), Is.Not.Null);
    }

    [Test]
    public void A_PNG_file_with_any_one_bit_flipped_is_refused()
    {
        for (var bit = 0; bit < 8 * Png.Length; bit++)
            Assert.That(Replaced(Flipped(Png, bit)), Is.Null, $"bit {bit} of {8 * Png.Length}");
        Assert.That(Replaced(Png), Is.Not.Null);
    }

    [Test]
    public void A_JPEG_file_with_a_bit_flipped_is_refused_or_shows_something([Values] bool progressive)
    {
        var whole = progressive ? JpegFile.Progressive : JpegFile.Baseline;
        for (var bit = 0; bit < 8 * whole.Length; bit += 11)
            Assert.That(Replaced(Flipped(whole, bit)), Is.Null.Or.Length.EqualTo(3 * 3 * 4 * 4), $"bit {bit}");
        Assert.That(Replaced(whole), Has.Length.EqualTo(3 * 3 * 4 * 4));
    }

    [Test]
    public void Of_many_damaged_images_the_first_is_reported()
    {
        for (var i = 100; i < 400; i++)
            _folder.Write($"train/a/{i}.png", i % 2 == 0 ? Png : Png[..40]);
        Assert.That(
            Enumerable.Range(0, 10).Select(_ => Refusal.Of(Mine).Where),
            Is.All.EqualTo(Path.Combine(_folder.Path, "train", "a", "101.png"))
        );
    }

    [Test]
    public void An_image_that_cannot_be_opened_is_refused()
    {
        using var locked = new FileStream(
            Path.Combine(_folder.Path, "train", "a", "2.png"),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
        var problem = Refusal.Of(Mine);
        Assert.That(problem.Code, Is.EqualTo("ROCL0424"));
        Assert.That(problem.What, Does.StartWith("The image cannot be opened: The process cannot access the file bec"));
    }

    [Test]
    public void All_damaged_images_are_named_at_once_in_a_message_of_bounded_length()
    {
        for (var i = 0; i < 300; i++)
            _folder.Write($"train/a/{i:000}.png", i % 2 == 0 ? Png : Png[..40]);
        var problems = Assert.Throws<ProblemException>(() => Mine.Open(Split.Train))!.Problems;
        Assert.That(
            problems.Select(problem => problem.Code),
            Is.EqualTo([.. Enumerable.Repeat("ROCL0424", 10), "ROCL0455"])
        );
        Assert.That(
            problems[^1].What,
            Does.StartWith("150 of 303 training images cannot be read. Further ones: train/a/021.png, train/a/023.png,")
                .And.EndWith("train/a/219.png, and 40 more.")
        );
    }

    [Test]
    public void Damaged_images_are_left_out_and_counted_where_the_recipe_says_so()
    {
        _folder.Write("train/a/1.png", Png[..40]);
        _folder.Write("train/a/3.png", "hello"u8.ToArray());
        using var scope = NewDisposeScope();
        var images = (PixelImages)(Mine with { Damaged = DamagedImages.LeaveOut }).Open(Split.Train);
        Assert.That(images.Names, Is.EqualTo(new[] { "train/a/2.png", "train/b/1.png" }));
        Assert.That(images.Labels!.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1 }));
        Assert.That(images.Pixels.shape, Is.EqualTo(new long[] { 2, 3, 4, 4 }));
        Assert.That(images.Notes!.LeftOut, Is.EqualTo(new[] { "2 damaged images to train on (train/a/1.png, ...)" }));
    }

    [Test]
    public void Where_all_images_are_damaged_none_is_left_out()
    {
        foreach (var name in new[] { "train/a/1.png", "train/a/2.png", "train/b/1.png" })
            _folder.Write(name, Png[..40]);
        Assert.That(Refusal.Of(Mine with { Damaged = DamagedImages.LeaveOut }).Code, Is.EqualTo("ROCL0424"));
    }

    private ImageFolder Mine =>
        new(_folder.Path, Size: 4) { Cache = new(Path.Combine(_folder.Path, "cache"), LeastImages: int.MaxValue) };

    private byte[]? Replaced(byte[] file)
    {
        _folder.Write("train/a/2.png", file);
        return Refusal.OrPixels(Mine);
    }

    private static byte[] Flipped(byte[] whole, int bit)
    {
        var flipped = whole.ToArray();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
