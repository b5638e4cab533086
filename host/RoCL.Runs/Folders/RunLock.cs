using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// That one process alone works on a run: a lock that the system takes back when its owner dies,
/// however it dies.
/// </summary>
/// <remarks>
/// The lock is on the open file <c>.lock</c>, not in its existence: a folder that was copied, or
/// one that a killed process worked on, is free. <c>.owner.json</c> beside it names the owner, for
/// people; nothing follows from it.
/// </remarks>
public sealed class RunLock : IDisposable
{
    // A process that only looks holds the lock for an instant.
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly RunFolder _run;
    private readonly Stream _held;

    private RunLock(RunFolder run, Stream held)
    {
        _run = run;
        _held = held;
    }

    /// <summary>Takes the lock of a run; the caller disposes of it.</summary>
    /// <returns>ROCL0605 another process has it, ROCL0602 the folder cannot be written.</returns>
    public static Result<RunLock> Take(RunFolder run)
    {
        try
        {
            return PatientLock.Take(() => TakeAtOnce(run), Tries, Pause);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return IsHeld(run) ? InUse(run) : CannotBeWritten(run, fault);
        }
    }

    /// <summary>
    /// The process that has the lock, <see cref="LockOwner.Unknown"/> where it has not written yet
    /// which it is; <see langword="null"/> where nobody has the lock.
    /// </summary>
    public static LockOwner? Holder(RunFolder run) => IsHeld(run) ? LastOwner(run) ?? LockOwner.Unknown : null;

    /// <summary>
    /// The process that had the lock last and died with it; <see langword="null"/> where it was
    /// given back.
    /// </summary>
    public static LockOwner? LastOwner(RunFolder run)
    {
        try
        {
            return TextFile.ReadIfThere(run.Files, run.Owner) is { } text ? Json.Read<LockOwner>(text) : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The next owner writes over it where it stays.
        Leftovers.Drop(() => _run.Files.Delete(_run.Owner));
        _held.Dispose();
    }

    private static RunLock TakeAtOnce(RunFolder run)
    {
        var held = run.Files.Lock(run.Lock);
        try
        {
            AtomicFile.WriteJson(run.Files, run.Owner, LockOwner.Here);
            return new RunLock(run, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // To read a file locks it for other readers together, which is refused where one process has it
    // for itself: several processes that look do not mistake one another for owners.
    private static bool IsHeld(RunFolder run)
    {
        try
        {
            using var look = run.Files.Read(run.Lock);
            return false;
        }
        catch (Exception fault)
            when (fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static Problem InUse(RunFolder run) =>
        new(
            "ROCL0605",
            run.Root,
            $"The run is in use by {LastOwner(run) ?? LockOwner.Unknown}.",
            HardLinks.AreOn(run.Lock)
                ? "The folder is one of several copies that share their files by links, of which one can run "
                    + "at a time: wait for the end of that process, or copy the folder without links and run that."
                : "Wait for the end of that process, or stop it: it writes a checkpoint on SIGTERM."
        );

    private static Problem CannotBeWritten(RunFolder run, Exception fault) =>
        new(
            "ROCL0602",
            run.Root,
            $"The folder cannot be written: {DiskFault.What(fault)}.",
            $"{DiskFault.Remedy(fault)}, then try again."
        );
}
