using System.Text;
using Components.Tests.Datasets;
using RoCL.Datasets.Cifar;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Cifar;

/// <summary>The names of the classes, which come with the images.</summary>
public sealed class CifarNamesTests
{
    private static readonly Photos Some = Photos.Random(new(1), 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Names_in_another_order_are_refused()
    {
        string[] names = [.. Official.Ten.Select(Swapped)];
        _folder.Write("test_batch.bin", Some.Binary);
        var path = _folder.Write("batches.meta.txt", Lines(names));
        var problem = Refusal.Of(Mine, Split.Test);
        Assert.That(
            (problem.Code, problem.Where, problem.What),
            Is.EqualTo(("ROCL0450", path, "Class 3 is called 'dog'; in the official list it is called 'cat'."))
        );
    }

    [Test]
    public void Too_few_names_are_refused()
    {
        _folder.Write("test_batch.bin", Some.Binary);
        _folder.Write("batches.meta.txt", Lines(Official.Ten[..9]));
        Assert.That(
            Refusal.Of(Mine, Split.Test).What,
            Is.EqualTo("Class 9 is missing; in the official list it is called 'truck'.")
        );
    }

    [Test]
    public void Names_of_a_hundred_and_of_twenty_classes_are_the_official_ones()
    {
        _folder.Write("test.bin", Some.FineBinary);
        _folder.Write("fine_label_names.txt", Lines(ClassNames.Hundred));
        _folder.Write("coarse_label_names.txt", Lines(ClassNames.Twenty));
        using var scope = NewDisposeScope();
        var fine = new Cifar100(_folder.Path, Verify: false).Open(Split.Test).Classes;
        var coarse = new Cifar100(_folder.Path, Verify: false, Granularity.Coarse).Open(Split.Test).Classes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fine, Has.Count.EqualTo(100).And.Ordered.And.Unique);
            Assert.That(coarse, Has.Count.EqualTo(20).And.Ordered.And.Unique);
            Assert.That((fine[0], fine[23], fine[47], fine[99]), Is.EqualTo(("apple", "cloud", "maple_tree", "worm")));
            Assert.That(
                (coarse[0], coarse[9], coarse[13], coarse[19]),
                Is.EqualTo(
                    ("aquatic_mammals", "large_man-made_outdoor_things", "non-insect_invertebrates", "vehicles_2")
                )
            );
        }
    }

    private static string Swapped(string name) =>
        name switch
        {
            "cat" => "dog",
            "dog" => "cat",
            _ => name,
        };

    private static byte[] Lines(IEnumerable<string> names) => Encoding.ASCII.GetBytes(string.Join("\r\n", names));

    private Cifar10 Mine => new(_folder.Path, Verify: false);
}
