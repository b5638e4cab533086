using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>Archives and folders, sound and damaged.</summary>
public sealed class CifarArchiveTests
{
    private static readonly Photos[] Train =
    [
        .. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)(40 * i), (byte)i)),
    ];
    private static readonly Photos Test = Photos.Plain(7, 9);
    private static readonly byte[] Pixels = [.. Train.SelectMany(photos => photos.Pixels)];
    private static readonly byte[] Sound = Official.Archive(Official.BinaryTen, Official.TenInBinary(Train, Test));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Truncated_at_any_length_an_archive_is_refused()
    {
        for (var length = 0; length < Sound.Length; length++)
        {
            Assert.That(
                Refusal.Of(Written(Sound[..length])).Code,
                Is.EqualTo("ROCL0441"),
                $"{length} of {Sound.Length} bytes"
            );
        }

        Assert.That(Refusal.OrPixels(Written(Sound)), Is.EqualTo(Pixels));
    }

    [Test]
    public void An_archive_with_a_bit_flipped_is_refused_or_read_whole()
    {
        for (var bit = 0; bit < 8 * Sound.Length; bit += 3)
            Assert.That(IsRefusedOrWhole(Flipped(Sound, bit)), $"bit {bit} of {8 * Sound.Length}");
        Assert.That(Refusal.OrPixels(Written(Sound)), Is.EqualTo(Pixels));
    }

    [Test]
    public void A_tar_header_with_a_bit_flipped_is_refused_or_read_whole()
    {
        var tar = TarGzip.Tar([
            .. Official.TenInBinary(Train, Test).Select(file => TarGzip.File(file.Name, file.Bytes)),
        ]);
        for (var bit = 0; bit < 8 * 512; bit += 3)
            Assert.That(IsRefusedOrWhole(TarGzip.Packed(Flipped(tar, bit))), $"bit {bit}");
        Assert.That(Refusal.OrPixels(Written(TarGzip.Packed(tar))), Is.EqualTo(Pixels));
    }

    [Test]
    public void What_no_archive_of_that_size_can_hold_is_refused_before_memory_is_taken()
    {
        Written([.. Sound[..^4], 0xff, 0xff, 0xff, 0x1f]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refusal.Of(Mine).Code, Is.EqualTo("ROCL0441"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
        }
    }

    [Test]
    public void A_missing_archive_is_refused([Values("nowhere.tar.gz", "", "a\0b")] string path) =>
        Assert.That(Refusal.Of(new Cifar10(path)).Code, Is.EqualTo("ROCL0440"));

    [Test]
    public void An_archive_that_is_held_by_another_program_cannot_be_opened()
    {
        using var locked = new FileStream(
            _folder.Write("cifar.tar.gz", Sound),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
        var problem = Refusal.Of(Mine);
        Assert.That(problem.Code, Is.EqualTo("ROCL0451"));
        Assert.That(problem.What, Does.Contain("opened:").And.Not.Contain(problem.Where), "the place is said once");
    }

    private Cifar10 Mine => new(Path.Combine(_folder.Path, "cifar.tar.gz"), Verify: false);

    private bool IsRefusedOrWhole(byte[] archive) =>
        Refusal.OrPixels(Written(archive)) is not { } pixels || pixels.AsSpan().SequenceEqual(Pixels);

    private Cifar10 Written(byte[] archive)
    {
        _folder.Write("cifar.tar.gz", archive);
        return Mine;
    }

    private static byte[] Flipped(byte[] whole, int bit)
    {
        var flipped = whole.ToArray();
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
