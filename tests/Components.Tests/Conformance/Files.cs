using Components.Tests.Datasets;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Conformance;

/// <summary>
/// Small files for the data sets that read some. They are written once: laws may read them at the
/// same time.
/// </summary>
[SetUpFixture]
public sealed class Files
{
    private const int DigitImages = 120;

    private static readonly Lazy<TemporaryFolder> Folder = new(() => new());
    private static readonly Lazy<string> WrittenCifar10 = new(WriteCifar10);
    private static readonly Lazy<string> WrittenCifar100 = new(WriteCifar100);
    private static readonly Lazy<string> WrittenDigits = new(WriteDigits);
    private static readonly Lazy<string> WrittenPictures = new(WritePictures);

    /// <summary>An archive in the form of CIFAR-10.</summary>
    public static string Cifar10 => WrittenCifar10.Value;

    /// <summary>An archive in the form of CIFAR-100.</summary>
    public static string Cifar100 => WrittenCifar100.Value;

    /// <summary>A folder of gray images as Fashion-MNIST has them, twelve of each class.</summary>
    public static string Digits => WrittenDigits.Value;

    /// <summary>A folder of pictures, a folder for each class.</summary>
    public static string Pictures => WrittenPictures.Value;

    [OneTimeTearDown]
    public void Remove()
    {
        if (Folder.IsValueCreated)
            Folder.Value.Dispose();
    }

    private static string WriteCifar10() =>
        Folder.Value.Write(
            "cifar-10-binary.tar.gz",
            Official.Archive(
                Official.BinaryTen,
                Official.TenInBinary(
                    [.. Enumerable.Range(0, 5).Select(i => Photos.Random(new(i), 2))],
                    Photos.Random(new(9), 3)
                )
            )
        );

    private static string WriteCifar100() =>
        Folder.Value.Write(
            "cifar-100-binary.tar.gz",
            Official.Archive(
                Official.BinaryHundred,
                Official.HundredInBinary(Photos.Random(new(1), 4, 100), Photos.Random(new(2), 3, 100))
            )
        );

    private static string WriteDigits()
    {
        foreach (var part in new[] { "train", "t10k" })
        {
            var pixels = new byte[DigitImages * 6 * 5];
            new Random(part.Length).NextBytes(pixels);
            var labels = Enumerable.Range(0, DigitImages).Select(image => (byte)(image % 10));
            Folder.Value.Write($"digits/{part}-images-idx3-ubyte.gz", IdxGzip.Of([DigitImages, 6, 5], pixels));
            Folder.Value.Write($"digits/{part}-labels-idx1-ubyte.gz", IdxGzip.Of([DigitImages], [.. labels]));
        }

        return Path.Combine(Folder.Value.Path, "digits");
    }

    private static string WritePictures()
    {
        (string Folder, int Value)[] pictures = [("train/a", 10), ("train/b", 90), ("test/a", 30), ("test/b", 200)];
        foreach (var (folder, value) in pictures)
            Folder.Value.Write($"pictures/{folder}/{value}.png", PngFile.Solid((byte)value));
        return Path.Combine(Folder.Value.Path, "pictures");
    }
}
