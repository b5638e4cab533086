using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>Images without class folders, and other names of parts.</summary>
public sealed class ImageFolderUnlabelledTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    public static IEnumerable<TestCaseData> Layouts() =>
        [
            Case("A_flat_folder", 4, 1, Five("")),
            Case("One_class_folder", 4, 1, Five("cats/")),
            Case("A_flat_folder_with_less_in_another", 4, 1, [.. Five(""), "thumbnails/1.png"]),
            Case("One_class_folder_with_fewer_images_beside_it", 4, 1, [.. Five("cats/"), "preview.png"]),
            Case("Flat_parts", 5, 5, [.. Five("train/"), .. Five("test/")]),
            Case("A_flat_part_and_classes_to_test", 5, 2, [.. Five("train/"), "test/a/1.png", "test/b/1.png"]),
            Case("One_class_in_both_parts", 5, 1, [.. Five("train/a/"), "valid/a/1.png"]),
        ];

    [TestCaseSource(nameof(Layouts))]
    public void Give_images_without_labels(int train, int test, string[] files)
    {
        using var scope = NewDisposeScope();
        foreach (var file in files)
            _folder.Write(file, PngFile.Solid(1));
        var data = new ImageFolder(_folder.Path, Size: 4, Channels: 1);
        foreach (var (split, count) in new[] { (Split.Train, train), (Split.Test, test) })
        {
            var images = data.Open(split);
            Assert.That((images.Count, images.Labels, images.Classes.Count), Is.EqualTo((count, (Tensor?)null, 0)));
            Assert.That(images.Names, Has.Count.EqualTo(count));
        }
    }

    [TestCase("test", "val")]
    [TestCase("val", "valid")]
    [TestCase("valid", "validation")]
    [TestCase("validation", "other")]
    [TestCase("Val", "misc")]
    [TestCase("TEST", "val")]
    public void The_first_of_the_known_names_is_what_is_tested_on_and_others_are_left_out(string taken, string other)
    {
        using var scope = NewDisposeScope();
        _folder.Write("train/a/1.png", PngFile.Solid(1));
        _folder.Write("train/b/1.png", PngFile.Solid(2));
        _folder.Write($"{taken}/a/1.png", PngFile.Solid(3));
        _folder.Write($"{other}/a/1.png", PngFile.Solid(4));
        var test = (PixelImages)new ImageFolder(_folder.Path, Size: 4, Channels: 1).Open(Split.Test);
        Assert.That(test.Pixels.bytes.ToArray(), Is.All.EqualTo(3));
        Assert.That(test.Notes!.Split, Is.EqualTo($"trained on the folder 'train', tested on '{taken}'"));
        Assert.That(test.Notes.LeftOut, Is.EqualTo(new[] { $"1 folder beside train and test ({other})" }));
    }

    [Test]
    public void A_test_folder_without_classes_gives_way_to_a_validation_folder_with_them()
    {
        using var scope = NewDisposeScope();
        foreach (var name in new[] { "train/a/1.png", "train/b/1.png", "test/1.png", "val/a/1.png" })
            _folder.Write(name, PngFile.Solid(1));
        Assert.That(new ImageFolder(_folder.Path).Open(Split.Test).Names, Is.EqualTo(new[] { "val/a/1.png" }));
    }

    private static TestCaseData Case(string name, int train, int test, string[] files) =>
        new TestCaseData(train, test, files).SetName(name);

    private static string[] Five(string folder) => [.. Enumerable.Range(1, 5).Select(i => $"{folder}{i}.png")];
}
