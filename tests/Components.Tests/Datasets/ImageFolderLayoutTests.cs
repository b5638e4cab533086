using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
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
    public void Make() => _folder = TemporaryFolder.InMemory();

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
        var train = Open(Split.Train);
        var test = Open(Split.Test);
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
        using var elsewhere = TemporaryFolder.InMemory();
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
