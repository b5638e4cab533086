using System.IO.Compression;
using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>Pixels are what a viewer shows, and it is counted what was done for it.</summary>
public sealed class ImageFolderViewerTests
{
    private const int EndOfStart = 2;
    private const byte GrayAndAlpha = 4;

    // Of 8 x 8 pixels: red grows to the right, green downwards. The corners after turning, from the
    // upper left one clockwise, as the corners of the file.
    public static IEnumerable<TestCaseData> Orientations() =>
        [
            new(1, new[] { 0, 1, 2, 3 }),
            new(2, new[] { 1, 0, 3, 2 }),
            new(3, new[] { 2, 3, 0, 1 }),
            new(4, new[] { 3, 2, 1, 0 }),
            new(5, new[] { 0, 3, 2, 1 }),
            new(6, new[] { 3, 0, 1, 2 }),
            new(7, new[] { 2, 1, 0, 3 }),
            new(8, new[] { 1, 2, 3, 0 }),
            new(9, new[] { 0, 1, 2, 3 }),
        ];

    [TestCaseSource(nameof(Orientations))]
    public void An_image_is_turned_as_its_EXIF_tag_says(int orientation, int[] corners)
    {
        byte[][] files =
        [
            InJpeg(0xe1, [.. "Exif\0\0"u8, .. Exif(orientation)]),
            PngWith("eXIf", Exif(orientation)),
            PngWith("eXIf", Exif(orientation, isLittle: true)),
        ];
        foreach (var file in files)
        {
            var (pixels, notes) = Open(file, size: 8);
            var found = Corners(pixels);
            var expected = Corners(ByChannel(JpegFile.Pixel));
            for (var i = 0; i < 4; i++)
                Assert.That(found[i], Is.EqualTo(expected[corners[i]]).Within(6), $"corner {i}");
            var isTurned = orientation is > 1 and < 9;
            Assert.That(
                notes.Conversions,
                isTurned ? Is.EqualTo(new[] { "1 turned as their EXIF tag says" }) : Is.Empty
            );
        }
    }

    [Test]
    public void An_image_that_is_not_square_is_turned_before_it_is_cut()
    {
        // Of 8 x 4 pixels the left half is white: turned by 90 degrees, the upper half.
        var file = PngFile.Of(8, 4, PngFile.Gray, 8, (x, _) => [x < 4 ? (byte)255 : (byte)0]);
        var (pixels, _) = Open(With(file, "eXIf", Exif(6)), size: 4, channels: 1);
        Assert.That(pixels, Is.EqualTo(Enumerable.Repeat((byte)255, 8).Concat(new byte[8])));
    }

    [TestCase(Background.White, 255)]
    [TestCase(Background.Gray, 128)]
    [TestCase(Background.Black, 0)]
    public void Where_an_image_is_transparent_the_background_shows(Background background, int shade)
    {
        byte[][] files =
        [
            PngFile.Of(4, 4, PngFile.ColourAndAlpha, 8, (_, _) => [9, 9, 9, 0]),
            PngFile.Of(4, 4, GrayAndAlpha, 8, (_, _) => [9, 0]),
            PngFile.Of(4, 4, PngFile.ColourAndAlpha, 16, (_, _) => [9, 9, 9, 9, 9, 9, 0, 0]),
            With(PngFile.Of(4, 4, PngFile.Palette, 8, (_, _) => [1], palette: [0, 0, 0, 9, 9, 9]), "tRNS", [255, 0], 1),
            With(PngFile.Solid(9), "tRNS", [0, 9]),
            With(PngFile.Of(4, 4, PngFile.Colour, 8, (_, _) => [9, 9, 9]), "tRNS", [0, 9, 0, 9, 0, 9]),
        ];
        foreach (var file in files)
        {
            var (pixels, notes) = Open(file, background: background);
            Assert.That(pixels, Is.All.EqualTo(shade));
            Assert.That(notes.Conversions.Single(), Does.StartWith("1 transparent (on "));
        }
    }

    [Test]
    public void Half_transparent_is_half_of_each()
    {
        var file = PngFile.Of(4, 4, PngFile.ColourAndAlpha, 8, (_, _) => [100, 0, 200, 51]);
        Assert.That(Open(file, background: Background.Black).Pixels[..16], Is.All.EqualTo(20));
        Assert.That(Open(file, background: Background.White).Pixels[..16], Is.All.EqualTo(224));
    }

    [Test]
    public void An_ICC_profile_is_converted_to_sRGB()
    {
        var profile = IccProfile.WithRedAndGreenSwapped();
        byte[][] files =
        [
            With(PngFile.Of(8, 8, PngFile.Colour, 8, (_, _) => [250, 10, 10]), "iCCP", Packed(profile)),
            InJpeg(0xe2, [.. "ICC_PROFILE\0"u8, 1, 1, .. profile]),
        ];
        foreach (var file in files)
        {
            var (pixels, notes) = Open(file, size: 8);
            var plain =
                file == files[0] ? new byte[] { 10, 250, 10 } : [JpegFile.Pixel(7, 0)[1], JpegFile.Pixel(7, 0)[0], 120];
            Assert.That(Corners(pixels)[1], Is.EqualTo(plain).Within(9));
            Assert.That(notes.Conversions.Single(), Does.StartWith("1 converted from their ICC profile"));
        }
    }

    [TestCase(45455, 64)]
    [TestCase(100000, 137)]
    public void A_gamma_counts_where_it_is_not_that_of_sRGB(int gamma, int shown)
    {
        var chunk = new byte[] { 0, (byte)(gamma >> 16), (byte)(gamma >> 8), (byte)gamma };
        Assert.That(Open(With(PngFile.Solid(64), "gAMA", chunk)).Pixels, Is.All.EqualTo(shown).Within(1));
    }

    [Test]
    public void CMYK_is_converted_and_a_file_that_does_not_say_which_way_round_is_warned_of()
    {
        var (marked, said) = Open(JpegFile.Cmyk, size: 8);
        var (unmarked, warned) = Open([.. JpegFile.Cmyk[..2], .. JpegFile.Cmyk[18..]], size: 8);
        Assert.That(Corners(marked)[0], Is.EqualTo(new[] { 200, 40, 40 }).Within(4));
        Assert.That(said.Conversions, Is.EqualTo(new[] { "1 converted from CMYK" }));
        Assert.That(said.Warnings, Is.Empty);
        Assert.That(unmarked, Has.Length.EqualTo(marked.Length));
        Assert.That(
            warned.Warnings.Single().What,
            Does.StartWith("1 of 2 training images are CMYK without Adobe's marker")
        );
    }

    [TestCase(0x03, 0xff, true)]
    [TestCase(0x0f, 0xff, true)]
    [TestCase(0x10, 0x00, false)]
    [TestCase(0x00, 0x00, false)]
    public void Sixteen_bits_that_hold_ten_or_twelve_are_warned_of(int high, int low, bool isDim)
    {
        foreach (var (colour, numbers) in new[] { (PngFile.Gray, 1), (PngFile.Colour, 3) })
        {
            var file = PngFile.Of(
                4,
                4,
                colour,
                16,
                (x, y) =>
                    [
                        .. Enumerable
                            .Repeat(x + y == 0 ? new[] { (byte)high, (byte)low } : [0, 9], numbers)
                            .SelectMany(v => v),
                    ]
            );
            Assert.That(Open(file).Notes.Warnings, Has.Count.EqualTo(isDim ? 1 : 0));
        }
    }

    private static byte[] Exif(int orientation, bool isLittle = false)
    {
        byte[] value = [(byte)orientation, 0];
        return isLittle
            ? [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, .. value, 0, 0, 0, 0, 0, 0]
            : [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, .. value, 0, 0, 0, 0, 0];
    }

    private static byte[] InJpeg(byte marker, byte[] content)
    {
        var length = content.Length + 2;
        byte[] segment = [0xff, marker, (byte)(length >> 8), (byte)length, .. content];
        return [.. JpegFile.Baseline[..EndOfStart], .. segment, .. JpegFile.Baseline[EndOfStart..]];
    }

    private static byte[] PngWith(string chunk, byte[] content) =>
        With(PngFile.Of(8, 8, PngFile.Colour, 8, JpegFile.Pixel), chunk, content);

    // After the header, or after the palette that follows it.
    private static byte[] With(byte[] png, string chunk, byte[] content, int after = 0)
    {
        var place = after == 0 ? 33 : 33 + 12 + 6;
        return [.. png[..place], .. PngFile.Chunk(chunk, content), .. png[place..]];
    }

    private static byte[] Packed(byte[] profile)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(profile);
        return [.. "swapped\0"u8, 0, .. packed.ToArray()];
    }

    private static int[][] Corners(byte[] pixels)
    {
        int[] places = [0, 7, 63, 56];
        return [.. places.Select(place => Enumerable.Range(0, 3).Select(c => (int)pixels[c * 64 + place]).ToArray())];
    }

    private static byte[] ByChannel(Func<int, int, byte[]> pixel) =>
        [.. Enumerable.Range(0, 3 * 64).Select(i => pixel(i % 8, i % 64 / 8)[i / 64])];

    // The file becomes the one image of a class.
    private static (byte[] Pixels, DataNotes Notes) Open(
        byte[] file,
        int size = 4,
        int channels = 3,
        Background background = Background.White
    )
    {
        using var folder = TemporaryFolder.InMemory();
        using var scope = NewDisposeScope();
        folder.Write("train/a/1.png", file);
        folder.Write("train/b/1.png", PngFile.Solid(0));
        folder.Write("test/b/1.png", PngFile.Solid(0));
        var images = (PixelImages)new ImageFolder(folder.Path, size, channels, background).Open(Split.Train);
        return (images.Pixels[0].bytes.ToArray(), images.Notes!);
    }
}
