using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;
using Shared.Runs;

namespace Runs.Tests.Folders;

/// <summary>Who holds a run's folder. What a second process meets is in Processes.Tests.</summary>
public sealed class Locking
{
    [Test]
    public void A_copied_folder_is_free_and_a_lock_that_was_given_back_can_be_taken_again()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(new DiskFiles(), Directory.CreateDirectory(Path.Combine(folder.Path, "run")).FullName);
        var copy = new RunFolder(
            new DiskFiles(),
            Directory.CreateDirectory(Path.Combine(folder.Path, "copy")).FullName
        );
        using (Taken(run))
        {
            Assert.That(RunLock.Take(run).Problems.Single().Code, Is.EqualTo("ROCL0605"));
            Assert.That(RunLock.Holder(run), Is.EqualTo(LockOwner.Here));
            File.WriteAllText(copy.Lock, "");
            File.Copy(run.Owner, copy.Owner);
            Assert.That(RunLock.Holder(copy), Is.Null);
            using var free = Taken(copy);
        }
        using var again = Taken(run);
    }

    [Test]
    public void A_lock_that_is_not_free_at_once_is_asked_for_again()
    {
        using var folder = new TemporaryFolder();
        var files = new FaultyFiles(Failing.Once, operation: 1, RunPart.Others);
        var run = new RunFolder(files, folder.Path);
        using var held = Taken(run);
        Assert.That(files.On(RunPart.Others).Select(operation => operation.Place).Take(2), Is.All.EndsWith("/.lock"));
    }

    private static RunLock Taken(RunFolder run) =>
        RunLock.Take(run).Match(held => held, problems => throw new AssertionException($"{problems[0]}"));
}
