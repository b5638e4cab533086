using System.Security.Cryptography;
using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>Whether an archive is the published one.</summary>
public sealed class CifarChecksumTests
{
    private static readonly Photos[] Train = [.. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)i, 1))];
    private static readonly byte[] Sound = Official.Archive(
        Official.BinaryTen,
        Official.TenInBinary(Train, Photos.Plain(7, 9))
    );

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write_a_sound_archive()
    {
        _folder = TemporaryFolder.InMemory();
        _folder.Write("cifar.tar.gz", Sound);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void An_archive_that_is_not_the_published_one_is_refused_by_its_checksum()
    {
        var problem = Refusal.Of(Archived with { Verify = true });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0442", Archived.Path)));
            Assert.That(
                problem.What,
                Does.Contain(Md5(Sound))
                    .And.Contain("c32a1d4ab5d03f1284b67883e8d87530")
                    .And.Contain("cifar-10-binary.tar.gz")
            );
            Assert.That(Refusal.OrPixels(Archived), Is.EqualTo(Train.SelectMany(photos => photos.Pixels)));
        }
    }

    [Test]
    public void An_archive_with_the_published_sum_is_read()
    {
        using var scope = NewDisposeScope();
        var ten = CifarCollection.Ten;
        var published = ten with { Binary = ten.Binary with { Md5 = Md5(Sound) } };
        var images = new CifarReading(published, Archived.Path, verify: true).Open(Split.Test, ten.Labels[0]);
        Assert.That(images.Count, Is.EqualTo(1));
    }

    [Test]
    public void The_sums_are_those_that_were_published() =>
        Assert.That(
            new[] { CifarCollection.Ten, CifarCollection.Hundred }.Select(collection =>
                (collection.Binary.Archive, collection.Binary.Md5)
            ),
            Is.EqualTo(
                new[]
                {
                    ("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530"),
                    ("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8"),
                }
            )
        );

    private Cifar10 Archived => new(Path.Combine(_folder.Path, "cifar.tar.gz"), Verify: false);

    private static string Md5(byte[] bytes) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes));
}
