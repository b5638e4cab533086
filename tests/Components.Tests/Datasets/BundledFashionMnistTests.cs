using System.Runtime.Loader;
using System.Security.Cryptography;
using RoCL.Datasets.FashionMnist;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>The files that come with the plugin.</summary>
public sealed class BundledFashionMnistTests
{
    private static readonly string Plugin = typeof(FashionMnist).Assembly.Location;
    private static readonly string Data = Path.Combine(Path.GetDirectoryName(Plugin)!, "data");

    // Opened once: both tests of a part only look at it.
    private readonly Dictionary<Split, PixelImages> _opened = [];

    [OneTimeSetUp]
    public void Open()
    {
        foreach (var split in Enum.GetValues<Split>())
            _opened[split] = (PixelImages)new FashionMnist().Open(split);
    }

    [OneTimeTearDown]
    public void Release()
    {
        foreach (var images in _opened.Values)
        {
            images.Pixels.Dispose();
            images.Labels!.Dispose();
        }
    }

    [TestCase(Split.Train, 60_000)]
    [TestCase(Split.Test, 10_000)]
    public void Each_part_opens_with_a_tenth_of_its_images_in_every_class(Split split, int count)
    {
        using var scope = NewDisposeScope();
        var images = _opened[split];
        var perClass = images.Labels!.bincount(null, 10).data<long>().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(images.Count, Is.EqualTo(count));
            Assert.That(images.Shape, Is.EqualTo(new ImageShape(1, 28, 28)));
            Assert.That(images.Pixels.dtype, Is.EqualTo(ScalarType.Byte));
            Assert.That(images.Labels!.dtype, Is.EqualTo(ScalarType.Int64));
            Assert.That(perClass, Is.EqualTo(Enumerable.Repeat(count / 10L, 10)));
            Assert.That(
                images.Classes,
                Has.Count.EqualTo(10).And.ItemAt(0).EqualTo("T-shirt/top").And.ItemAt(9).EqualTo("Ankle boot")
            );
        }
    }

    // Sums over the unpacked files without their headers, by gzip and sha256sum.
    [TestCase(
        Split.Train,
        "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012",
        "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7",
        TestName = "{m}(Train)"
    )]
    [TestCase(
        Split.Test,
        "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a",
        "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9",
        TestName = "{m}(Test)"
    )]
    public void Pixels_and_labels_are_the_bytes_of_the_files(Split split, string pixels, string labels)
    {
        using var scope = NewDisposeScope();
        var images = _opened[split];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(images.Pixels.bytes)), Is.EqualTo(pixels));
            Assert.That(
                Convert.ToHexStringLower(SHA256.HashData(images.Labels!.to(ScalarType.Byte).bytes)),
                Is.EqualTo(labels)
            );
        }
    }

    [Test]
    public void The_checksums_and_the_licence_lie_beside_the_files()
    {
        var sums = File.ReadAllLines(Path.Combine(Data, "SHA256SUMS"));
        var found = Directory
            .GetFiles(Data, "*.gz")
            .Order(StringComparer.Ordinal)
            .Select(path =>
                $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {Path.GetFileName(path)}"
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sums, Is.EqualTo(found).And.Length.EqualTo(4));
            Assert.That(
                File.ReadAllText(Path.Combine(Data, "LICENSE")),
                Does.Contain("MIT License").And.Contain("Zalando")
            );
        }
    }

    [TestCase(
        "t10k-images-idx3-ubyte.gz",
        4,
        "ROCL0404",
        TestName = "A_file_that_unpacks_but_is_not_the_original_is_refused_by_its_checksum"
    )]
    [TestCase(
        "t10k-images-idx3-ubyte.gz",
        2_000_000,
        "ROCL0402",
        TestName = "A_byte_that_flipped_on_the_disk_is_noticed"
    )]
    [TestCase("t10k-labels-idx1-ubyte.gz", 5, "ROCL0404", TestName = "Labels_have_a_checksum_too")]
    public void An_altered_copy_is_refused(string name, int place, string code)
    {
        using var copy = TemporaryFolder.InMemory();
        var plugin = copy.Write(Path.GetFileName(Plugin), File.ReadAllBytes(Plugin));
        foreach (var file in Directory.GetFiles(Data, "t10k-*"))
            copy.Write(Path.Combine("data", Path.GetFileName(file)), File.ReadAllBytes(file));
        var bytes = File.ReadAllBytes(Path.Combine(Data, name));
        bytes[place] ^= 1;
        var altered = copy.Write(Path.Combine("data", name), bytes);
        var problem = Refusal.Of(InItsOwnFolder(plugin), Split.Test);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Where, Is.EqualTo(altered));
            if (code == "ROCL0404")
            {
                Assert.That(
                    problem.What,
                    Does.Contain(Convert.ToHexStringLower(SHA256.HashData(bytes))).And.Contain(Sum(name))
                );
            }
        }
    }

    [Test]
    public void A_plugin_without_its_data_says_which_file_it_misses()
    {
        using var copy = TemporaryFolder.InMemory();
        var problem = Refusal.Of(InItsOwnFolder(copy.Write(Path.GetFileName(Plugin), File.ReadAllBytes(Plugin))));
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0401", Path.Combine(copy.Path, "data", "train-images-idx3-ubyte.gz")))
        );
    }

    private static string Sum(string name) =>
        File.ReadLines(Path.Combine(Data, "SHA256SUMS")).Single(line => line.EndsWith(name, StringComparison.Ordinal))[
            ..64
        ];

    // As a host would load it: the plugin looks beside its own assembly.
    private static IDataset InItsOwnFolder(string plugin) =>
        (IDataset)
            Activator.CreateInstance(
                new AssemblyLoadContext(plugin, isCollectible: true)
                    .LoadFromAssemblyPath(plugin)
                    .GetType(typeof(FashionMnist).FullName!)!,
                [null]
            )!;
}
