using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;

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

    private static RunLock Taken(RunFolder run) =>
        RunLock.Take(run).Match(held => held, problems => throw new AssertionException($"{problems[0]}"));
}
