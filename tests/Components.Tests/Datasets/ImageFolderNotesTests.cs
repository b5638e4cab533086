using RoCL.Datasets.ImageFolder;
using Shared.Datasets;
using Shared.Folders;

namespace Components.Tests.Datasets;

/// <summary>
/// What an image folder says of itself: what it left out, and what is hardly meant.
/// </summary>
public sealed class ImageFolderNotesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write_a_sound_data_set()
    {
        _folder = TemporaryFolder.InMemory();
        foreach (var name in new[] { "train/a/1.png", "train/b/1.png", "test/a/1.png" })
            _folder.Write(name, PngFile.Solid(1));
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("2 .webp files (train/a/2.webp, ...)", "train/a/2.webp", "test/a/3.WEBP")]
    [TestCase("1 .bmp file (train/b/2.bmp)", "train/b/2.bmp")]
    [TestCase("1 file without an extension (train/README)", "train/README")]
    [TestCase("1 folder inside a folder of images (train/a/inner)", "train/a/inner/1.png", "train/a/inner/2.png")]
    [TestCase("1 image beside the class folders (train/1.png)", "train/1.png")]
    [TestCase("1 hidden name (train/a/._1.png)", "train/a/._1.png")]
    [TestCase("1 folder of another program (train/a/@eaDir)", "train/a/@eaDir/1.png/THUMB.png")]
    [TestCase("1 folder of another program (__MACOSX)", "__MACOSX/train/a/1.png")]
    [TestCase("1 folder beside train and test (old)", "old/a/1.png")]
    public void What_is_left_out_is_counted_with_an_example(string said, params string[] files)
    {
        foreach (var name in files)
            _folder.Write(name, PngFile.Solid(2));
        Assert.That(Notes().LeftOut, Is.EqualTo(new[] { said }));
        Assert.That(Notes(Split.Test).LeftOut, Is.EqualTo(new[] { said }), "whichever split is opened");
    }

    [Test]
    public void In_an_archive_the_same_is_left_out()
    {
        (string, byte[])[] others =
        [
            ("train/a/2.webp", [1]),
            ("train/a/@eaDir/1.png/THUMB.png", [1]),
            ("train/a/.hidden/1.png", [1]),
        ];
        var archive = _folder.Write("images.zip", ZipBytes.Of([.. Pictures.Sound, .. others]));
        using var scope = NewDisposeScope();
        Assert.That(
            ((PixelImages)new ImageFolder(archive, Size: 4).Open(Split.Train)).Notes!.LeftOut,
            Is.EqualTo(
                new[]
                {
                    "1 .webp file (train/a/2.webp)",
                    "1 folder of another program (train/a/@eaDir)",
                    "1 hidden name (train/a/.hidden)",
                }
            )
        );
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "links need a privilege there")]
    public void Links_that_are_not_followed_are_counted()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "train/a/2.png"), Path.GetTempPath());
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "train/a/3.png"), "nowhere.png");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "train/a/4.png"), "4.png");
        Assert.That(
            Notes().LeftOut,
            Is.EqualTo(
                new[]
                {
                    "2 links that lead nowhere (train/a/3.png, ...)",
                    "1 link that leads out of the folder (train/a/2.png)",
                }
            )
        );
    }

    [Test]
    public void Without_parts_it_is_said_how_images_are_divided()
    {
        using var folder = TemporaryFolder.InMemory();
        using var scope = NewDisposeScope();
        for (var i = 0; i < 10; i++)
            folder.Write($"{(i < 5 ? "a" : "val")}/{i}.png", PngFile.Solid(1));
        var notes = ((PixelImages)new ImageFolder(folder.Path, Size: 4).Open(Split.Train)).Notes!;
        Assert.That(notes.Split, Does.StartWith("there is no folder 'test': every fifth image of a class"));
        Assert.That(notes.Warnings.Single().What, Does.StartWith("'val' is taken for a class"));
    }

    [Test]
    public void A_sound_folder_leaves_nothing_out_and_warns_of_nothing()
    {
        var notes = Notes();
        Assert.That((notes.LeftOut.Count, notes.Conversions.Count, notes.Warnings.Count), Is.EqualTo((0, 0, 0)));
    }

    private DataNotes Notes(Split split = Split.Train)
    {
        using var scope = NewDisposeScope();
        return ((PixelImages)new ImageFolder(_folder.Path, Size: 4).Open(split)).Notes!;
    }
}
