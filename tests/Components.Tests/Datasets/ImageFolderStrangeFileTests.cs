using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>Files in class folders that are no image, or an impossible one.</summary>
public sealed class ImageFolderStrangeFileTests
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
            Changed(WithFrame(5, 0x10), FrameOf(JpegFile.Baseline) + 7, 0x10)
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
        yield return Case("A_JPEG_file_of_absurd_width_is_refused", "ROCL0425", WithFrame(7, 0xff));
        yield return Case("A_JPEG_file_without_height_is_refused", "ROCL0425", WithFrame(6, 0));
    }

    [TestCaseSource(nameof(Strangers))]
    public void What_is_no_image_is_refused_by_name(string code, byte[] file)
    {
        var path = _folder.Write("train/a/2.png", file);
        var problem = Refusal.Of(new ImageFolder(_folder.Path, Size: 4));
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, path)));
    }

    [Test]
    public void The_files_of_these_tests_are_summed_as_the_specification_says() =>
        Assert.That(PngFile.Chunk("IEND", [])[^4..], Is.EqualTo(new byte[] { 0xae, 0x42, 0x60, 0x82 }));

    private static byte[] Changed(byte[] whole, int place, byte value)
    {
        var changed = whole.ToArray();
        changed[place] = value;
        return changed;
    }

    // The file with another byte in its frame header: height at 5 and 6, width at 7 and 8.
    private static byte[] WithFrame(int place, byte value) =>
        Changed(JpegFile.Baseline, FrameOf(JpegFile.Baseline) + place, value);

    private static int FrameOf(byte[] jpeg) => Marker(jpeg, 0xc0);

    private static int Scan(byte[] jpeg) => Marker(jpeg, 0xda);

    private static int Marker(byte[] jpeg, byte code) => jpeg.AsSpan().IndexOf(new byte[] { 0xff, code });
}
