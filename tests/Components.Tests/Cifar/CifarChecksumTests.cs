using System.Security.Cryptography;
using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Components;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>Whether an archive is the published one.</summary>
public sealed class CifarChecksumTests
{
    private static readonly Photos[] Train = [.. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)i, 1))];
    private static readonly byte[] Sound = Official.Archive(
        Official.PythonTen,
        Official.TenInPython(Train, Photos.Plain(7, 9))
    );

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write_a_sound_archive()
    {
        _folder = new();
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
                    .And.Contain("c58f30108f718f92721af3b95e74349a")
                    .And.Contain("cifar-10-python.tar.gz")
            );
            Assert.That(Refusal.OrPixels(Archived), Is.EqualTo(Train.SelectMany(photos => photos.Pixels)));
        }
    }

    [Test]
    public void An_archive_with_the_published_sum_is_read_and_only_with_the_sum_of_its_own_form()
    {
        Collection Published(int form) =>
            Collection.Cifar10 with
            {
                Editions =
                [
                    .. Collection.Cifar10.Editions.Select(
                        (edition, i) => i == form ? edition with { Md5 = Md5(Sound) } : edition
                    ),
                ],
            };
        using var scope = NewDisposeScope();
        IImages Open(Collection collection) =>
            collection.Open(Archived.Path, verify: true, Split.Test, collection.Labels[0]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Open(Published(0)).Count, Is.EqualTo(1));
            Assert.That(
                () => Open(Published(1)),
                Throws.TypeOf<ProblemException>().With.Message.StartsWith("ROCL0442")
            );
        }
    }

    [Test]
    public void The_sums_are_those_that_were_published() =>
        Assert.That(
            Collection
                .Cifar10.Editions.Concat(Collection.Cifar100.Editions)
                .Select(edition => (edition.Archive, edition.Md5)),
            Is.EqualTo(
                new[]
                {
                    ("cifar-10-python.tar.gz", "c58f30108f718f92721af3b95e74349a"),
                    ("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530"),
                    ("cifar-100-python.tar.gz", "eb9058c3a382ffc7106e4002c42a8d85"),
                    ("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8"),
                }
            )
        );

    private Cifar10 Archived => new(Path.Combine(_folder.Path, "cifar.tar.gz"), Verify: false);

    private static string Md5(byte[] bytes) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes));
}
