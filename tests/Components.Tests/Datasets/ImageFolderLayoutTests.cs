using RoCL.Datasets.ImageFolder;
using Shared.Components;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>
/// Which files are images of which class, to train on or to test on. Each image is of one gray
/// value, which tells it from the others.
/// </summary>
public sealed class ImageFolderLayoutTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Parts_and_classes_are_folders_in_ordinal_order()
    {
        Write(
            ("train/b/2.png", 22),
            ("train/b/10.png", 21),
            ("train/B/x.png", 10),
            ("train/a/x.JPG", 20),
            ("test/b/1.png", 30),
            ("test/B/1.Png", 31)
        );
        var (train, test) = (Open(Split.Train), Open(Split.Test));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Classes, Is.EqualTo(["B", "a", "b"]));
            Assert.That(Values(train), Is.EqualTo(new byte[] { 10, 20, 21, 22 }));
            Assert.That(Labels(train), Is.EqualTo(new long[] { 0, 1, 2, 2 }));
            Assert.That(train.Labels!.dtype, Is.EqualTo(ScalarType.Int64));
            Assert.That(test.Classes, Is.EqualTo(["B", "a", "b"]), "a class without images to test keeps its number");
            Assert.That(Values(test), Is.EqualTo(new byte[] { 31, 30 }));
            Assert.That(Labels(test), Is.EqualTo(new long[] { 0, 2 }));
        }
    }

    [Test]
    public void Without_parts_every_fifth_image_of_a_class_is_for_testing()
    {
        Write([.. Enumerable.Range(0, 11).Select(i => ($"cat/{i:00}.png", (byte)i))]);
        Write([.. Enumerable.Range(0, 5).Select(i => ($"dog/{i}.png", (byte)(100 + i))), ("emu/1.png", 200)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Values(Open(Split.Train)),
                Is.EqualTo(new byte[] { 0, 1, 2, 3, 5, 6, 7, 8, 10, 100, 101, 102, 103, 200 })
            );
            Assert.That(Values(Open(Split.Test)), Is.EqualTo(new byte[] { 4, 9, 104 }));
            Assert.That(Labels(Open(Split.Test)), Is.EqualTo(new long[] { 0, 0, 1 }));
        }
    }

    [Test]
    public void Other_files_hidden_names_and_folders_in_class_folders_are_left_out()
    {
        Write(("train/a/1.png", 1), ("train/b/1.png", 2), ("test/a/1.png", 3));
        Write(
            ("train/a/deeper/2.png", 4),
            ("train/a/._1.png", 5),
            ("train/.cache/1.png", 6),
            ("other/1.png", 7),
            ("1.png", 8)
        );
        foreach (var name in new[] { "train/a/labels.txt", "train/README", "train/b/1.gif", "train/b/png" })
            _folder.Write(name, [1, 2, 3]);
        Assert.That(Values(Open(Split.Train)), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "links need a privilege there")]
    public void Links_are_followed_inside_the_folder_and_not_out_of_it()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret.png", PngFile.Solid(99));
        Write(("train/a/1.png", 1), ("train/b/1.png", 2), ("test/a/1.png", 3), ("store/4.png", 4));
        Link("train/a/2.png", "../../store/4.png");
        Link("train/a/3.png", Path.Combine(elsewhere.Path, "secret.png"));
        Link("train/a/4.png", "4.png");
        Link("train/c", elsewhere.Path);
        Link("train/b/2.png", "../c/secret.png");
        Link("train/b/3.png", "../c/../" + Path.GetFileName(elsewhere.Path) + "/secret.png");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Values(Open(Split.Train)), Is.EqualTo(new byte[] { 1, 4, 2 }));
            Assert.That(Open(Split.Train).Classes, Is.EqualTo(["a", "b"]));
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "links need a privilege there")]
    public void The_folder_itself_may_be_a_link_and_relative()
    {
        Write(("there/train/a/1.png", 1), ("there/train/b/1.png", 2), ("there/test/a/1.png", 3));
        Link("here", "there");
        Link("there/train/b/2.png", "../a/1.png");
        var here = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(_folder.Path, "here"));
        Assert.That(Values(Open(Split.Train, here + "/")), Is.EqualTo(new byte[] { 1, 2, 1 }));
    }

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
    [TestCase("ROCL0421", "readme.png", TestName = "A_folder_without_classes_is_refused")]
    [TestCase("ROCL0421", "a/1.png", TestName = "A_single_class_is_refused")]
    [TestCase(
        "ROCL0421",
        "train/a/1.png",
        "test/a/1.png",
        "test/b/1.png",
        TestName = "A_single_class_to_train_on_is_refused"
    )]
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
        Write([.. files.Select(name => (name, (byte)1))]);
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
    public void More_images_than_memory_are_refused_and_as_many_as_fit_are_not()
    {
        var images = new ImageFolder(_folder.Path, Size: 1024);
        const int room = 1000;
        images.CheckRoomFor(room, memory: room * 3L << 20);
        var problem = Assert
            .Throws<ProblemException>(() => images.CheckRoomFor(room + 1, memory: room * 3L << 20))!
            .Problem;
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0428", "1001 images of 3x1024x1024 take 3003 MiB; this machine has 3000 MiB."))
        );
    }

    private void Write(params (string Name, byte Value)[] images)
    {
        foreach (var (name, value) in images)
            _folder.Write(name, PngFile.Solid(value));
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_folder.Path, name), target);

    private PixelImages Open(Split split, string? folder = null) =>
        (PixelImages)new ImageFolder(folder ?? _folder.Path, Size: 4, Channels: 1).Open(split);

    private static byte[] Values(PixelImages images) => images.Pixels.amax([1, 2, 3]).bytes.ToArray();

    private static long[] Labels(PixelImages images) => images.Labels!.data<long>().ToArray();
}
