using System.Text;
using RoCL.Runs.Files;

namespace Runs.Tests.Files;

/// <summary>
/// Files and folders are the old ones or the new ones, whole, and nothing is overwritten.
/// </summary>
public sealed class WritingAtOnce
{
    private static readonly DiskFiles Disk = new();

    private string _root = "";

    private string File => Path.Combine(_root, "file");

    [SetUp]
    public void OpenAFolder() => _root = Directory.CreateTempSubdirectory("rocl-atomic-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [Test]
    public void A_file_is_replaced_only_by_a_whole_one()
    {
        AtomicFile.WriteText(Disk, File, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Disk, File, Halfway));
        Assert.That(Directory.EnumerateFileSystemEntries(_root), Is.EqualTo(new[] { File }), "no leftovers");
        Assert.That(TextFile.Read(Disk, File), Is.EqualTo("old"));
        AtomicFile.WriteText(Disk, File, "new");
        Assert.That(TextFile.Read(Disk, File), Is.EqualTo("new"));
    }

    [Test]
    public void A_folder_comes_whole_or_not_at_all()
    {
        var staged = Path.Combine(_root, ".folder.new");
        var target = Path.Combine(_root, "folder");
        Directory.CreateDirectory(Path.Combine(staged, "left by a process that was killed"));
        Assert.Throws<InvalidOperationException>(() => AtomicFolder.Write(Disk, staged, target, HalfAFolder));
        Assert.That(Directory.EnumerateFileSystemEntries(_root), Is.Empty);
        AtomicFolder.Write(Disk, staged, target, folder => AtomicFile.WriteText(Disk, Path.Combine(folder, "a"), "a"));
        Assert.That(
            Directory.EnumerateFileSystemEntries(_root, "*", SearchOption.AllDirectories),
            Is.EqualTo(new[] { target, Path.Combine(target, "a") })
        );
    }

    [Test]
    public void What_is_set_aside_again_and_again_gets_a_number_and_overwrites_nothing()
    {
        foreach (var text in new[] { "one", "two", "three" })
        {
            AtomicFile.WriteText(Disk, File, text);
            SetAside.Rename(Disk, File, $"{File}.damaged");
        }

        Assert.That(
            new[] { "", ".2", ".3" }.Select(number => TextFile.Read(Disk, $"{File}.damaged{number}")),
            Is.EqualTo(new[] { "one", "two", "three" })
        );
    }

    [Test]
    public void A_file_or_a_folder_that_is_not_there_is_read_as_nothing()
    {
        Assert.That(TextFile.ReadIfThere(Disk, File), Is.Null);
        Assert.That(TextFile.ReadIfThere(Disk, Path.Combine(_root, "nowhere", "file")), Is.Null);
    }

    [Test]
    public void What_is_added_to_a_file_can_be_cut_off_again()
    {
        AtomicFile.WriteText(Disk, File, "kept");
        using (var stream = Disk.Append(File))
        {
            stream.Write("more"u8);
            stream.SetLength(4);
        }

        Assert.That(TextFile.Read(Disk, File), Is.EqualTo("kept"));
    }

    [Test]
    public void A_locked_file_is_refused_to_whoever_else_opens_it()
    {
        using (Disk.Lock(File))
        {
            Assert.Throws<IOException>(() => Disk.Lock(File));
            Assert.Throws<IOException>(() => Disk.Read(File));
        }

        using var again = Disk.Lock(File);
    }

    private static void Halfway(Stream stream)
    {
        stream.Write(Encoding.UTF8.GetBytes("half"));
        throw new InvalidOperationException();
    }

    private static void HalfAFolder(string folder)
    {
        AtomicFile.WriteText(Disk, Path.Combine(folder, "a"), "a");
        throw new InvalidOperationException();
    }

    [Test]
    public void A_folder_is_flushed_and_one_that_is_gone_is_named_by_an_exception()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "flushed")).FullName;
        Disk.FlushFolder(folder);
        Directory.Delete(folder);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(() => Disk.FlushFolder(folder), Throws.InstanceOf<IOException>());
        }
    }
}
