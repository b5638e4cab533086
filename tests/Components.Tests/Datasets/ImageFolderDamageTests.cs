using RoCL.Datasets.ImageFolder;
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
        _folder = new();
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
    }

    [Test]
    public void A_JPEG_file_with_a_bit_flipped_is_refused_or_shows_something([Values] bool progressive)
    {
        var whole = progressive ? JpegFile.Progressive : JpegFile.Baseline;
        for (var bit = 0; bit < 8 * whole.Length; bit += 11)
            Assert.That(Replaced(Flipped(whole, bit)), Is.Null.Or.Length.EqualTo(3 * 3 * 4 * 4), $"bit {bit}");
    }

    public static IEnumerable<TestCaseData> Strangers()
    {
        static TestCaseData Case(string sentence, string code, byte[] file) =>
            new TestCaseData(code, file).SetName(sentence);
        yield return Case("An_empty_file_is_refused", "ROCL0424", []);
        yield return Case(
            "A_file_that_only_has_an_image_s_name_is_refused",
            "ROCL0424",
            "GIF89a, or anything else"u8.ToArray()
        );
        yield return Case("A_PNG_file_without_pixels_is_refused", "ROCL0424", [.. Png[..33], .. Png[^12..]]);
        yield return Case(
            "A_PNG_file_that_ends_before_its_pixels_do_is_refused",
            "ROCL0424",
            PngFile.Claiming(100, 100)
        );
        yield return Case(
            "A_PNG_file_that_does_not_begin_with_its_size_is_refused",
            "ROCL0424",
            [.. Png[..8], .. PngFile.Chunk("tEXt", [1]), .. Png[8..]]
        );
        yield return Case(
            "A_PNG_file_that_claims_more_than_it_could_hold_is_refused",
            "ROCL0424",
            PngFile.Claiming(8000, 8000)
        );
        yield return Case(
            "A_PNG_file_of_one_pixel_that_unpacks_to_a_flood_is_refused",
            "ROCL0424",
            PngFile.Bomb(50_000_000)
        );
        yield return Case("A_PNG_file_of_60000_by_60000_is_refused", "ROCL0425", PngFile.Claiming(60_000, 60_000));
        yield return Case(
            "A_JPEG_file_that_claims_more_than_it_could_hold_is_refused",
            "ROCL0424",
            Changed(
                Changed(JpegFile.Baseline, Marker(JpegFile.Baseline, 0xc0) + 5, 0x10),
                Marker(JpegFile.Baseline, 0xc0) + 7,
                0x10
            )
        );
        yield return Case(
            "A_JPEG_file_of_endless_scans_is_refused",
            "ROCL0424",
            [
                .. JpegFile.Progressive[..^2],
                .. Enumerable
                    .Repeat(JpegFile.Progressive[Scan(JpegFile.Progressive)..^2], 30)
                    .SelectMany(scans => scans),
                0xff,
                0xd9,
            ]
        );
        yield return Case(
            "A_JPEG_file_without_pixels_is_refused",
            "ROCL0424",
            [.. JpegFile.Baseline[..Scan(JpegFile.Baseline)], 0xff, 0xd9]
        );
        yield return Case(
            "A_JPEG_file_whose_tables_are_broken_is_refused",
            "ROCL0424",
            Changed(JpegFile.Baseline, Marker(JpegFile.Baseline, 0xc4) + 4, 0xff)
        );
        yield return Case("A_PNG_file_of_absurd_width_is_refused", "ROCL0425", PngFile.Claiming(16385, 1));
        yield return Case("A_PNG_file_of_absurd_height_is_refused", "ROCL0425", PngFile.Claiming(1, uint.MaxValue));
        yield return Case("A_PNG_file_of_absurd_area_is_refused", "ROCL0425", PngFile.Claiming(16384, 16384));
        yield return Case(
            "A_JPEG_file_of_absurd_width_is_refused",
            "ROCL0425",
            Changed(JpegFile.Baseline, Marker(JpegFile.Baseline, 0xc0) + 7, 0xff)
        );
        yield return Case(
            "A_JPEG_file_without_height_is_refused",
            "ROCL0425",
            Changed(JpegFile.Baseline, Marker(JpegFile.Baseline, 0xc0) + 6, 0)
        );
    }

    [TestCaseSource(nameof(Strangers))]
    public void What_is_no_image_is_refused_by_name(string code, byte[] file)
    {
        var path = _folder.Write("train/a/2.png", file);
        var problem = Refusal.Of(Mine);
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, path)));
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
        Assert.That(Refusal.Of(Mine).Code, Is.EqualTo("ROCL0424"));
    }

    private ImageFolder Mine => new(_folder.Path, Size: 4);

    private byte[]? Replaced(byte[] file)
    {
        _folder.Write("train/a/2.png", file);
        return Refusal.OrPixels(Mine);
    }

    private static byte[] Flipped(byte[] whole, int bit) =>
        Changed(whole, bit / 8, (byte)(whole[bit / 8] ^ (1 << bit % 8)));

    private static byte[] Changed(byte[] whole, int at, byte value) => [.. whole[..at], value, .. whole[(at + 1)..]];

    private static int Marker(byte[] jpeg, byte code) => jpeg.AsSpan().IndexOf(new byte[] { 0xff, code });

    private static int Scan(byte[] jpeg) => Marker(jpeg, 0xda);
}
