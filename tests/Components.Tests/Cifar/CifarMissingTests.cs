using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>Which archive would have to be fetched, from where, and to where.</summary>
public sealed class CifarMissingTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    private string In(string name) => Path.Combine(_folder.Path, name);

    [TestCase("cifar-10-binary.tar.gz")]
    [TestCase("mine.tar.gz")]
    [TestCase("mine.tgz")]
    public void The_archive_in_binary_form_is_fetched_to_the_path_that_is_named(string name) =>
        Assert.That(
            new Cifar10(In(name)).Missing().Single(),
            Is.EqualTo(
                new Download(
                    new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                    In(name),
                    "c32a1d4ab5d03f1284b67883e8d87530",
                    170_052_171
                )
            )
        );

    [Test]
    public void The_hundred_classes_have_an_archive_of_their_own() =>
        Assert.That(
            new Cifar100(In("mine.tar.gz")).Missing().Single(),
            Is.EqualTo(
                new Download(
                    new("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
                    In("mine.tar.gz"),
                    "03b5dce01913d631647c71ecec9e9cb8",
                    168_513_733
                )
            )
        );

    [Test]
    public void A_folder_gets_the_archive_and_is_read_with_it_inside()
    {
        var data = new Cifar10(In("data"), Verify: false);
        var missing = data.Missing().Single();
        Assert.That(missing.To, Is.EqualTo(Path.Combine(In("data"), "cifar-10-binary.tar.gz")));
        _folder.Write(missing.To, Sound);
        Assert.That((data.Missing().Count, Refusal.OrPixels(data, Split.Test)!.Length), Is.EqualTo((0, Photos.Each)));
    }

    [Test]
    public void In_a_folder_that_holds_an_archive_the_archive_is_checked() =>
        Assert.That(
            Refusal.Of(new Cifar10(Path.GetDirectoryName(_folder.Write("cifar-10-binary.tar.gz", Sound))!)).Code,
            Is.EqualTo("ROCL0442")
        );

    [TestCase("cifar-10-batches-bin/data_batch_1.bin")]
    [TestCase("data_batch_3.bin")]
    [TestCase("test_batch.bin")]
    [TestCase("cifar-10-binary.tar.gz")]
    public void Nothing_is_missing_where_anything_of_it_lies(string name)
    {
        _folder.Write(name, [1]);
        Assert.That(new Cifar10(_folder.Path).Missing(), Is.Empty);
    }

    [Test]
    public void Nothing_is_missing_where_a_file_lies_damaged_or_not() =>
        Assert.That(new Cifar10(_folder.Write("mine.tar.gz", [1])).Missing(), Is.Empty);

    [TestCase("http://localhost:80/cifar")]
    [TestCase("http://localhost:80/cifar/")]
    public void A_mirror_stands_for_the_folder_of_archives_and_what_is_not_meant_to_be_official_has_no_sum(
        string mirror
    ) =>
        Assert.That(
            new Cifar10(In("cifar-10-binary.tar.gz"), Verify: false, mirror).Missing().Single(),
            Is.EqualTo(
                new Download(new("http://localhost:80/cifar/cifar-10-binary.tar.gz"), In("cifar-10-binary.tar.gz"))
            )
        );

    [TestCase("")]
    [TestCase("here")]
    [TestCase("file:///etc")]
    public void What_is_no_address_is_refused(string mirror)
    {
        var problem = Assert
            .Throws<ProblemException>(() => new Cifar10(In("a.tar.gz"), Mirror: mirror).Missing())!
            .Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0453", "mirror")));
    }

    private static byte[] Sound { get; } =
        Official.Archive(
            Official.BinaryTen,
            Official.TenInBinary([.. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)i, 1))], Photos.Plain(7, 9))
        );
}
