using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>The files inside, sound and damaged; here in a folder.</summary>
public sealed class CifarFileTests
{
    private static readonly Photos Some = Photos.Random(new(1), 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase(0, TestName = "An_empty_binary_file_is_refused")]
    [TestCase(3072, TestName = "A_binary_file_of_less_than_a_record_is_refused")]
    [TestCase(2 * 3073 + 1, TestName = "A_binary_file_cut_inside_a_record_is_refused")]
    public void A_binary_file_that_does_not_hold_whole_records_is_refused(int length)
    {
        _folder.Write("test_batch.bin", Some.Binary[..length]);
        Assert.That(Refusal.Of(Mine, Split.Test).Code, Is.EqualTo("ROCL0441"));
    }

    [Test]
    public void A_label_out_of_range_is_refused_with_its_image()
    {
        var path = _folder.Write("test_batch.bin", (Some with { Labels = [1, 10, 2] }).Binary);
        var problem = Refusal.Of(Mine, Split.Test);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0449", path)));
            Assert.That(problem.What, Does.StartWith("Image 1 has the value 10 in labels; there are 10 classes"));
        }
    }

    [Test]
    public void Each_of_two_labels_of_an_image_has_a_range_of_its_own()
    {
        _folder.Write("test.bin", (Some with { Labels = [99, 0, 98], Groups = [0, 19, 20] }).FineBinary);
        var coarse = new Cifar100(_folder.Path, Verify: false, Granularity.Coarse);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Refusal.Of(coarse, Split.Test).What,
                Does.StartWith("Image 2 has the value 20 in coarse_labels")
            );
            Assert.That(Refusal.OrPixels(coarse with { Labels = Granularity.Fine }, Split.Test), Is.Not.Null);
        }
    }

    [Test]
    public void A_folder_that_has_to_be_official_must_have_every_image()
    {
        _folder.Write("test_batch.bin", Some.Binary);
        var problem = Refusal.Of(Mine with { Verify = true }, Split.Test);
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0448", "The file has 3 images; the official file has 10000."))
        );
    }

    [Test]
    public void A_folder_of_the_official_size_is_read_with_verification_on()
    {
        _folder.Write("test_batch.bin", Photos.Plain(5, new byte[10_000]).Binary);
        var pixels = Refusal.OrPixels(Mine with { Verify = true }, Split.Test)!;
        Assert.That((pixels.Length, pixels.AsSpan().IndexOfAnyExcept<byte>(5)), Is.EqualTo((10_000 * 3072, -1)));
    }

    [Test]
    public void The_folder_of_CIFAR_10_given_to_CIFAR_100_is_refused_by_name()
    {
        _folder.Write("test_batch.bin", Some.Binary);
        Assert.That(Refusal.Of(new Cifar100(_folder.Path), Split.Test).Code, Is.EqualTo("ROCL0452"));
    }

    [Test]
    public void A_file_of_absurd_size_is_refused_before_memory_is_taken()
    {
        using (var sparse = File.Create(Path.Combine(_folder.Path, "test_batch.bin")))
            sparse.SetLength(4L << 30);
        Assert.That(Refusal.Of(Mine, Split.Test).Code, Is.EqualTo("ROCL0444"));
    }

    private Cifar10 Mine => new(_folder.Path, Verify: false);
}
