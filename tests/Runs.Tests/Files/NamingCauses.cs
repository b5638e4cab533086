using RoCL.Core.Guards;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using Shared.Runs;
using Shared.Toys;

namespace Runs.Tests.Files;

/// <summary>
/// What a disk refuses is said with the file and with what helps there; and a copy by links shares
/// nothing that is written.
/// </summary>
public sealed class NamingCauses
{
    private static readonly DiskFiles Disk = new();

    private string _root = "";

    [SetUp]
    public void OpenAFolder() => _root = Directory.CreateTempSubdirectory("rocl-causes-").FullName;

    [TearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    [TestCase(27, "ulimit -f")]
    [TestCase(28, "Make room")]
    [TestCase(122, "quota")]
    [TestCase(30, "mounted so that it can be written")]
    [TestCase(5, "a disk that is sound")]
    [TestCase(24, "ulimit -n")]
    [TestCase(unchecked((int)0x80070070), "Make room")]
    [TestCase(12345, "Make room on the disk, or make the folder writable")]
    public void A_failure_of_the_system_says_what_helps(int number, string remedy)
    {
        var fault = new IOException("It failed : '/runs/a/file'") { HResult = number };
        foreach (var thrown in new[] { fault, new IOException(fault.Message, fault) })
        {
            var problem = MachineProblem.Of("/runs/a", thrown)!;
            Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0630", "/runs/a")));
            Assert.That(problem.What, Does.EndWith(": It failed : '/runs/a/file'."));
            Assert.That(problem.Remedy, Does.Contain(remedy));
        }
    }

    [Test]
    public void A_folder_that_may_not_be_written_is_to_be_made_writable() =>
        Assert.That(
            MachineProblem.Of("a", new UnauthorizedAccessException("no"))!.Remedy,
            Does.StartWith("Make the folder writable, then go on")
        );

    [Test]
    public void An_exception_of_the_runtime_that_names_no_file_gets_one()
    {
        var named = DiskFault.Named("/runs/a", new ArgumentOutOfRangeException("value"));
        Assert.That(named.Message, Is.EqualTo("The limit on the size of files is reached : '/runs/a'"));
        Assert.That(MachineProblem.Of("/runs", named)!.Remedy, Does.Contain("ulimit -f"));
        Assert.That(FileFailure.Is(new ArgumentOutOfRangeException("value")), Is.False, "not every one is of a file");
        var known = new IOException("Bad : '/runs/a'");
        Assert.That(DiskFault.Named("/runs/a", known), Is.SameAs(known));
    }

    // /dev/full refuses every byte, as a full disk does.
    [Test, Platform("Linux")]
    public void A_write_that_fails_names_its_file()
    {
        using var full = Disk.Append("/dev/full");
        var fault = Assert.Throws<IOException>(() => full.Write("text"u8))!;
        Assert.That(fault.Message, Does.Contain("'/dev/full'"));
        Assert.That(DiskFault.Remedy(fault), Is.EqualTo("Make room on the disk"));
    }

    [Test, Platform("Linux")]
    public void What_is_added_to_a_file_of_a_copy_by_links_is_not_added_to_the_original()
    {
        var original = Written("log.jsonl", "one\n");
        var copy = Linked(original, "copy.jsonl");
        for (var line = 0; line < 2; line++)
        {
            using var file = Disk.Append(copy);
            file.Write("two\n"u8);
        }

        Assert.That(File.ReadAllText(original), Is.EqualTo("one\n"));
        Assert.That(File.ReadAllText(copy), Is.EqualTo("one\ntwo\ntwo\n"));
    }

    [Test, Platform("Linux")]
    public void A_file_that_a_killed_process_left_half_written_is_shared_with_no_copy()
    {
        var original = Written("file.new", "half");
        var copy = Linked(original, "copy.new");
        using (var file = Disk.Create(copy))
            file.Write("whole"u8);
        Assert.That((File.ReadAllText(original), File.ReadAllText(copy)), Is.EqualTo(("half", "whole")));
    }

    [Test, Platform("Linux")]
    public void A_linked_copy_of_a_run_goes_on_and_the_original_keeps_its_bytes()
    {
        using var box = new Toybox([.. ToyRun.Plain, .. ToyRun.Short]);
        var run = new RunFolder(Disk, Directory.CreateDirectory(Path.Combine(_root, "run")).FullName);
        Assert.Throws<OperationCanceledException>(() => ToyRun.Train(box, run, stop: 1));
        using (var log = RunLog.Open(run, new ErrorOutput(TextWriter.Null)))
            log.Information("one");
        var copy = run with { Root = Path.Combine(_root, "copy") };
        HardLink.CopyFolder(run.Root, copy.Root);
        var before = Contents(run);

        using (var log = RunLog.Open(copy, new ErrorOutput(TextWriter.Null)))
            log.Information("two");
        ToyRun.Train(box, copy);

        Assert.That(Contents(run), Is.EqualTo(before));
        Assert.That(File.ReadAllLines(copy.Log), Has.Length.EqualTo(2));
        Assert.That(CheckpointStore.TrainedSteps(copy), Is.EqualTo(3));
    }

    [Test, Platform("Linux")]
    public void Of_two_linked_copies_one_runs_at_a_time_and_the_refusal_says_why()
    {
        var run = new RunFolder(Disk, Directory.CreateDirectory(Path.Combine(_root, "run")).FullName);
        using var held = RunLock.Take(run).ValueOrThrow();
        var copy = run with { Root = Path.Combine(_root, "copy") };
        HardLink.CopyFolder(run.Root, copy.Root);
        var problem = RunLock.Take(copy).Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0605"));
        Assert.That(problem.Remedy, Does.Contain("copies that share their files by links"));
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(_root, name);
        AtomicFile.WriteText(Disk, path, text);
        return path;
    }

    private string Linked(string original, string name)
    {
        var path = Path.Combine(_root, name);
        HardLink.Create(original, path);
        return path;
    }

    private static string Contents(RunFolder run) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(run.Root, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => $"{file} {VouchedFile.Hash(Disk, file)}")
        );
}
