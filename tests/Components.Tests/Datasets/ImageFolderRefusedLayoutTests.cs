using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>Folders that are no image folder, and options that do not fit.</summary>
public sealed class ImageFolderRefusedLayoutTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = TemporaryFolder.InMemory();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_missing_folder_is_refused([Values("nowhere", "", "a\0b")] string folder) =>
        Assert.That(Refusal.Of(new ImageFolder(folder)).Code, Is.EqualTo("ROCL0420"));

    [TestCase(
        "ROCL0420",
        "train/a/1.png",
        "train/b/1.png",
        TestName = "Images_to_train_on_without_images_to_test_on_are_refused_before_training"
    )]
    [TestCase(
        "ROCL0420",
        "test/a/1.png",
        "test/b/1.png",
        TestName = "Images_to_test_on_without_images_to_train_on_are_refused"
    )]
    [TestCase("ROCL0421", "readme.txt", TestName = "A_folder_without_images_and_classes_is_refused")]
    [TestCase("ROCL0421", "a/1.txt", TestName = "A_single_class_without_images_is_refused")]
    [TestCase("ROCL0421", "train/1.webp", "test/a/1.png", TestName = "A_part_without_images_is_refused")]
    [TestCase("ROCL0427", "1.png", "2.png", TestName = "Too_few_images_without_labels_are_refused")]
    [TestCase(
        "ROCL0422",
        "train/a/1.png",
        "train/b/1.png",
        "test/c/1.png",
        TestName = "A_class_to_test_that_is_not_trained_is_refused"
    )]
    [TestCase("ROCL0423", "a/1.png", "b/1.txt", TestName = "A_class_without_images_is_refused")]
    [TestCase(
        "ROCL0423",
        "train/a/1.png",
        "train/b/1.png",
        "test/a/1.txt",
        TestName = "A_class_without_images_to_test_on_is_refused"
    )]
    [TestCase("ROCL0427", "a/1.png", "b/1.png", TestName = "Too_few_images_to_leave_one_for_testing_are_refused")]
    [TestCase(
        "ROCL0427",
        "train/a/1.png",
        "train/b/1.png",
        "test/readme.txt",
        TestName = "An_empty_part_to_test_on_is_refused"
    )]
    public void A_folder_of_another_layout_is_refused(string code, params string[] files)
    {
        foreach (var name in files)
            _folder.Write(name, PngFile.Solid(1));
        var problem = Refusal.Of(new ImageFolder(_folder.Path));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Where, Does.StartWith(_folder.Path));
        }
    }

    [TestCase(2, 32)]
    [TestCase(0, 32)]
    [TestCase(3, 3)]
    [TestCase(3, 1025)]
    public void An_option_out_of_range_is_refused(int channels, int size) =>
        Assert.That(Refusal.Of(new ImageFolder(_folder.Path, size, channels)).Code, Is.EqualTo("ROCL0426"));

    [Test]
    public void Images_that_neither_memory_nor_disk_has_room_for_are_refused()
    {
        foreach (var file in new[] { "train/a/1.png", "train/a/2.png", "test/a/1.png" })
            _folder.Write(file, PngFile.Solid(1));
        var nowhere = new CacheFolder(_folder.Write("file", [1]));
        var problem = Refusal.Of(new ImageFolder(_folder.Path, Size: 1024) { Cache = nowhere, Memory = 5 << 20 });
        Assert.That(problem.Code, Is.EqualTo("ROCL0428"));
        Assert.That(
            problem.What,
            Does.StartWith(
                $"2 images of 3x1024x1024 take 6 MiB, more than half of this machine's 5 MiB, and {nowhere.Path} has "
                    + "no room for them: "
            )
        );
    }
}
