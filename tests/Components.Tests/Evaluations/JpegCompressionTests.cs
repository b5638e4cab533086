using System.Security.Cryptography;
using RoCL.Measurements.Corruptions;

namespace Components.Tests.Evaluations;

/// <summary>
/// JPEG's loss against libjpeg-turbo 2.1.5 with its defaults, level by level: the hashes are those
/// of what it wrote and read.
/// </summary>
public sealed class JpegCompressionTests
{
    [TestCase("rough", 32, 32, 3, 80, "ad66e84507844a8b")]
    [TestCase("rough", 32, 32, 3, 40, "ec0899a8aff4ae84")]
    [TestCase("rough", 32, 32, 3, 7, "fbf27eaac8de60e8")]
    [TestCase("rough", 45, 30, 3, 80, "a501f7a8174573e3")]
    [TestCase("rough", 45, 30, 3, 40, "5798b526a39d7aa5")]
    [TestCase("rough", 45, 30, 3, 7, "6f48e3bc01e0afed")]
    [TestCase("rough", 33, 17, 3, 80, "e89678446a22f8ca")]
    [TestCase("rough", 33, 17, 3, 40, "ff291cdfd1cab070")]
    [TestCase("rough", 33, 17, 3, 7, "6a3cc1dd8c26e6e6")]
    [TestCase("rough", 28, 28, 1, 80, "41b3e34ea0b3c371")]
    [TestCase("rough", 28, 28, 1, 40, "9375b09fcae5ad84")]
    [TestCase("rough", 28, 28, 1, 7, "106e16cef862e9cb")]
    [TestCase("smooth", 32, 32, 3, 80, "a83c05a510dae0fb")]
    [TestCase("smooth", 32, 32, 3, 40, "5166d529bc93ecdd")]
    [TestCase("smooth", 32, 32, 3, 7, "33360844b785804e")]
    [TestCase("smooth", 45, 30, 3, 80, "2b31f49a25e77c0f")]
    [TestCase("smooth", 45, 30, 3, 40, "730f76d682e32ea9")]
    [TestCase("smooth", 45, 30, 3, 7, "1a2ff381d2875c49")]
    [TestCase("smooth", 33, 17, 3, 80, "47d59b945664a002")]
    [TestCase("smooth", 33, 17, 3, 40, "57845979bb5c02ff")]
    [TestCase("smooth", 33, 17, 3, 7, "b98ca0fee5fbeec6")]
    [TestCase("smooth", 28, 28, 1, 80, "3e03d2e586836437")]
    [TestCase("smooth", 28, 28, 1, 40, "c29b0f666fb58dcb")]
    [TestCase("smooth", 28, 28, 1, 7, "28e0139ea1fbfd84")]
    public void Images_are_those_that_libjpeg_writes_and_reads(
        string kind,
        int width,
        int height,
        int channels,
        int quality,
        string hash
    )
    {
        using var scope = NewDisposeScope();
        var levels =
            from y in Enumerable.Range(0, height)
            from x in Enumerable.Range(0, width)
            from c in Enumerable.Range(0, channels)
            let index = (y * width + x) * channels + c
            select kind == "rough" ? Rough(index) : Smooth(x, y, c);
        var byPixel = tensor(levels.ToArray(), dtype: ScalarType.Float32).view(1, height, width, channels);
        var coded = JpegCompression.Compressed(byPixel.permute(0, 3, 1, 2) / 255, quality);
        var found = (255 * coded).round().permute(0, 2, 3, 1).contiguous().to(ScalarType.Byte);
        var bytes = found.data<byte>().ToArray();
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(bytes)), Does.StartWith(hash));
    }

    private static int Rough(int index) => (index * index / 7 + 13 * index) % 256;

    private static int Smooth(int x, int y, int channel) =>
        Math.Abs((5 * x + 3 * y * (channel + 1) + 40 * channel) % 510 - 255);
}
