using Components.Tests.Datasets;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Conformance;

/// <summary>Small files for the data sets that read some.</summary>
[SetUpFixture]
public sealed class Files
{
    private static readonly Lazy<TemporaryFolder> Folder = new(() => new());

    public static string Cifar10 =>
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

    public static string Cifar100 =>
        Folder.Value.Write(
            "cifar-100-binary.tar.gz",
            Official.Archive(
                Official.BinaryHundred,
                Official.HundredInBinary(Photos.Random(new(1), 4, 100), Photos.Random(new(2), 3, 100))
            )
        );

    /// <summary>Gray images in the format of Fashion-MNIST, twelve of each class.</summary>
    public static string Digits
    {
        get
        {
            foreach (var part in new[] { "train", "t10k" })
            {
                var pixels = new byte[120 * 6 * 5];
                new Random(part.Length).NextBytes(pixels);
                var labels = Enumerable.Range(0, 120).Select(image => (byte)(image % 10));
                Folder.Value.Write($"digits/{part}-images-idx3-ubyte.gz", IdxGzip.Of([120, 6, 5], pixels));
                Folder.Value.Write($"digits/{part}-labels-idx1-ubyte.gz", IdxGzip.Of([120], [.. labels]));
            }

            return Path.Combine(Folder.Value.Path, "digits");
        }
    }

    public static string Pictures
    {
        get
        {
            foreach (
                var (part, of, value) in new[]
                {
                    ("train", "a", 10),
                    ("train", "b", 90),
                    ("test", "a", 30),
                    ("test", "b", 200),
                }
            )
            {
                Folder.Value.Write($"pictures/{part}/{of}/{value}.png", PngFile.Solid((byte)value));
            }

            return Path.Combine(Folder.Value.Path, "pictures");
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        if (Folder.IsValueCreated)
            Folder.Value.Dispose();
    }
}
