using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>
/// The archive in python form, which torchvision downloads: whoever has it learns what to do.
/// </summary>
public sealed class CifarPythonTests
{
    private static readonly (string Name, byte[] Bytes)[] Files =
    [
        .. Official.InPython("batches.meta", "data_batch_1", "data_batch_2", "test_batch"),
    ];

    private static readonly byte[] Binary = Official.Archive(
        Official.BinaryTen,
        Official.TenInBinary([.. Enumerable.Range(0, 5).Select(i => Photos.Plain((byte)i, 1))], Photos.Plain(7, 9))
    );

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("cifar-10-python.tar.gz")]
    [TestCase("mine.tar.gz")]
    public void The_archive_is_refused_whatever_it_is_called(string name) =>
        AssertIsRefused(_folder.Write(name, Official.Archive(Official.PythonTen, Files)));

    [Test]
    public void The_folder_that_it_unpacks_to_is_refused()
    {
        Unpack();
        AssertIsRefused(Path.Combine(_folder.Path, Official.PythonTen));
    }

    [Test]
    public void The_folder_that_torchvision_fills_is_refused([Values] bool isUnpacked, [Values] bool withTheHundred)
    {
        _folder.Write("cifar-10-python.tar.gz", [1]);
        if (isUnpacked)
            Unpack();
        if (withTheHundred)
            _folder.Write(Path.Combine(Official.PythonHundred, "train"), [1]);
        AssertIsRefused(_folder.Path);
    }

    [Test]
    public void CIFAR_100_has_a_python_form_too()
    {
        _folder.Write(Path.Combine(Official.PythonHundred, "train"), [1]);
        var problem = Refusal.Of(new Cifar100(_folder.Path));
        Assert.That((problem.Code, problem.Remedy.Contains("cifar-100-binary.tar.gz")), Is.EqualTo(("ROCL0454", true)));
    }

    [Test]
    public void Fetching_puts_the_binary_archive_beside_it_and_that_is_read()
    {
        Unpack();
        var data = new Cifar10(_folder.Path, Verify: false);
        _folder.Write(data.Missing().Single().To, Binary);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Missing(), Is.Empty);
            Assert.That(Refusal.OrPixels(data, Split.Test), Is.EqualTo(Photos.Plain(7, 9).Pixels));
        }
    }

    [Test]
    public void Fetching_writes_no_binary_archive_to_the_name_of_the_python_archive()
    {
        var missing = new Cifar10(Path.Combine(_folder.Path, "cifar-10-python.tar.gz"));
        var problem = Assert.Throws<ProblemException>(() => missing.Missing())!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0454", missing.Path)));
    }

    private void Unpack()
    {
        foreach (var (name, bytes) in Files)
            _folder.Write(Path.Combine(Official.PythonTen, name), bytes);
    }

    private static void AssertIsRefused(string path)
    {
        var problem = Refusal.Of(new Cifar10(path, Verify: false));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0454", path)));
            Assert.That(
                problem.Remedy,
                Does.Contain("cifar-10-binary.tar.gz").And.Contain("--fetch").And.Contain("docs/experiments.md")
            );
        }
    }
}
