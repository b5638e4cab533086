using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>From a file's bytes to pixels.</summary>
public sealed class ImageFolderPixelsTests
{
    [Test]
    public void An_image_of_the_size_wanted_is_left_untouched()
    {
        static byte[] Pixel(int x, int y) => [(byte)(x * 36), (byte)(y * 36), (byte)(x * y)];
        var image = Open(PngFile.Of(8, 8, PngFile.Colour, 8, Pixel), size: 8);
        Assert.That(image, Is.EqualTo(ByChannel(8, 8, Pixel)));
    }

    [TestCase(16, 16, 8)]
    [TestCase(37, 53, 16)]
    [TestCase(53, 37, 16)]
    [TestCase(7, 7, 32)]
    [TestCase(9, 6, 13)]
    [TestCase(33, 32, 32)]
    [TestCase(32, 35, 32)]
    [TestCase(300, 5, 4)]
    [TestCase(1, 1, 4)]
    public void Scaling_agrees_with_libtorch_s_antialiased_one_and_keeps_the_middle(int width, int height, int size)
    {
        static byte[] Pixel(int x, int y) =>
            [(byte)(x * 31 + y * 17), (byte)(x * x + 3 * y), (byte)(200 - 5 * (x % 40))];
        using var scope = NewDisposeScope();
        var shorter = Math.Min(width, height);
        var scaledWidth = size * width / shorter;
        var scaledHeight = size * height / shorter;
        var image = tensor(ByChannel(width, height, Pixel), [1, 3, height, width]).to(ScalarType.Float32);
        var whole = nn.functional.interpolate(
            image,
            [scaledHeight, scaledWidth],
            mode: InterpolationMode.Bilinear,
            align_corners: false,
            antialias: true
        );
        var left = (int)Math.Round((scaledWidth - size) / 2.0);
        var top = (int)Math.Round((scaledHeight - size) / 2.0);
        var expected = whole.narrow(2, top, size).narrow(3, left, size);
        var found = tensor(Open(PngFile.Of(width, height, PngFile.Colour, 8, Pixel), size), [1, 3, size, size])
            .to(ScalarType.Float32);
        Assert.That(
            (found - expected).abs().max().item<float>(),
            Is.LessThan(0.51),
            "half a level is what rounding to bytes may cost"
        );
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_JPEG_file_shows_what_was_put_in(bool progressive)
    {
        var image = Open(progressive ? JpegFile.Progressive : JpegFile.Baseline, size: 8, name: "1.jpeg");
        var off = image.Zip(ByChannel(8, 8, JpegFile.Pixel), (found, expected) => Math.Abs(found - expected)).Max();
        Assert.That(off, Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void Colour_becomes_gray_and_gray_becomes_colour()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Open(PngFile.Of(4, 4, PngFile.Colour, 8, (_, _) => [255, 0, 0]), channels: 1),
                Is.EqualTo(Enumerable.Repeat((byte)76, 16)),
                "0.299 of red"
            );
            Assert.That(Open(PngFile.Solid(123), channels: 3), Is.EqualTo(Enumerable.Repeat((byte)123, 48)));
        }
    }

    [Test]
    public void Sixteen_bits_become_eight_and_palettes_are_looked_up()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open(PngFile.Of(4, 4, PngFile.Gray, 16, (_, _) => [200, 77])), Is.All.EqualTo(200));
            Assert.That(
                Open(PngFile.Of(4, 4, PngFile.Palette, 8, (_, _) => [1], palette: [0, 0, 0, 50, 50, 50])),
                Is.All.EqualTo(50)
            );
        }
    }

    [Test]
    public void The_first_bytes_decide_what_a_file_is_and_not_its_name() =>
        Assert.That(Open(PngFile.Solid(42), name: "1.jpg"), Is.All.EqualTo(42));

    [Test]
    public void Bytes_after_the_image_do_no_harm()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open([.. PngFile.Solid(42), 1, 2, 3]), Is.All.EqualTo(42));
            Assert.That(Open([.. JpegFile.Baseline, 1, 2, 3]), Is.EqualTo(Open(JpegFile.Baseline)));
        }
    }

    // The file becomes the one image of a class; what comes back is [C, size, size].
    private static byte[] Open(byte[] file, int size = 4, int channels = 3, string name = "1.png")
    {
        using var folder = TemporaryFolder.InMemory();
        using var scope = NewDisposeScope();
        folder.Write($"train/a/{name}", file);
        folder.Write("train/b/1.png", PngFile.Solid(0));
        folder.Write("test/b/1.png", PngFile.Solid(0));
        return ((PixelImages)new ImageFolder(folder.Path, size, channels).Open(Split.Train)).Pixels[0].bytes.ToArray();
    }

    private static byte[] ByChannel(int width, int height, Func<int, int, byte[]> pixel) =>
        [
            .. Enumerable
                .Range(0, 3)
                .SelectMany(c =>
                    Enumerable.Range(0, height).SelectMany(y => Enumerable.Range(0, width).Select(x => pixel(x, y)[c]))
                ),
        ];
}
