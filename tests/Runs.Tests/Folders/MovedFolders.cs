using RoCL.Runs.Export;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Folders;

/// <summary>
/// A folder that a person moves or deletes while it is written: the next write stops, and what was
/// there is one whole.
/// </summary>
[Platform(Include = "Linux", Reason = "elsewhere the system forbids it, or does not say")]
public sealed class MovedFolders
{
    private const string Settings = "checkpoints.every=\"2 steps\"";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new();

    [TearDown]
    public void Leave() => _folder.Dispose();

    [Test]
    public void A_moved_run_goes_on_in_its_new_place_to_the_same_bits([Values("run", ".")] string moved)
    {
        using var box = new Toybox(Settings);
        var whole = NewRun("whole");
        var expected = ToyRun.Train(box, whole);
        var run = NewRun("above/run");
        var to = Path.Combine(_folder.Path, "elsewhere");

        var problem = Interrupted(box, run, () => Directory.Move(Path.Combine(_folder.Path, "above", moved), to));
        var now = moved == "run" ? to : Path.Combine(to, "run");
        Assert.That(problem.What, Is.EqualTo($"The folder was moved to {now} while it was written."));
        Assert.That(Directory.Exists(run.Root), Is.False, "nothing is at the old place");
        var there = new RunFolder(new DiskFiles(), now);
        Assert.That(ToyRun.Train(box, there), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(there.Metrics), Is.EqualTo(File.ReadAllText(whole.Metrics)));
    }

    [Test]
    public void A_deleted_run_is_not_begun_again()
    {
        using var box = new Toybox(Settings);
        var run = NewRun("run");
        var problem = Interrupted(box, run, () => Delete(run.Root));
        Assert.That(problem.What, Is.EqualTo("The folder was deleted while it was written."));
        Assert.That(Directory.Exists(run.Root), Is.False);
    }

    [Test]
    public void A_moved_export_is_not_split_in_two()
    {
        var root = Path.Combine(_folder.Path, "export");
        var moved = Path.Combine(_folder.Path, "moved");
        var filled = ExportPlace.Fill(
            new DiskFiles(),
            root,
            folder =>
            {
                folder.Write("first.csv", "1");
                Directory.Move(root, moved);
                folder.WriteArrays("adversarial/second.npz", []);
            }
        );
        var problem = filled.Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0631", root)));
        Assert.That(problem.Remedy, Does.StartWith("Export again to another --out"));
        Assert.That(Directory.Exists(root), Is.False);
        Assert.That(Directory.GetFiles(moved).Select(Path.GetFileName), Is.EqualTo(new[] { "first.csv" }));
    }

    private static void Delete(string folder)
    {
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // A checkpoint was written meanwhile, so that the folder was not empty: once more.
            }
        }
    }

    [Test]
    public void Another_folder_in_its_place_is_left_alone([Values] bool byLink)
    {
        using var box = new Toybox(Settings);
        var above = Directory.CreateDirectory(Path.Combine(_folder.Path, "disk")).FullName;
        Directory.CreateDirectory(Path.Combine(above, "run"));
        var link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, above);
        var run = new RunFolder(new DiskFiles(), Path.Combine(link, "run"));
        var other = Directory.CreateDirectory(Path.Combine(_folder.Path, "other", "run")).FullName;

        Interrupted(box, run, Replace);
        Assert.That(Directory.EnumerateFileSystemEntries(run.Root), Is.Empty);
        Assert.That(
            File.ReadLines(Path.Combine(above, byLink ? "run" : "old", "metrics.jsonl")).Count(),
            Is.EqualTo(3)
        );

        void Replace()
        {
            if (byLink)
            {
                Directory.Delete(link);
                Directory.CreateSymbolicLink(link, Path.GetDirectoryName(other)!);
                return;
            }

            Directory.Move(run.Root, Path.Combine(above, "old"));
            Directory.Move(other, run.Root);
        }
    }

    // At the fourth step something happens to the folder.
    private static Problem Interrupted(Toybox box, RunFolder run, Action happens)
    {
        using var place = new HeldPlace(run.Root);
        var held = HeldFiles.Of(run, place);
        using var queries = new Queries(number =>
        {
            if (number == 7)
                happens();
        });
        // Whatever fails first, such as a checkpoint that is being written, the reason is the
        // folder.
        var problem = place.During(() => ToyRun.Train(box, held)).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0631"));
        Assert.That(problem.Where, Is.EqualTo(run.Root));
        return problem;
    }

    private RunFolder NewRun(string name) =>
        new(new DiskFiles(), Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName);
}
