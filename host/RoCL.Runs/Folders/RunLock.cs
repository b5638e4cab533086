using System.Globalization;
using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// That a run's folder is one process's alone: a lock that the system takes back when its owner
/// dies, however it dies.
/// </summary>
/// <remarks>
/// The lock is on the open file <c>.lock</c>, not in its being there: a folder that was copied, or
/// whose owner was killed, is free. <c>.owner.json</c> beside it says whose it is, for people;
/// nothing follows from it.
/// </remarks>
public sealed class RunLock : IDisposable
{
    // Someone who only looks holds the lock for an instant.
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;
    private readonly string _owner;

    private RunLock(FileStream file, string owner) => (_file, _owner) = (file, owner);

    /// <summary>Takes it; the caller disposes of it.</summary>
    /// <returns>ROCL0605 another process has it, ROCL0602 the folder cannot be written.</returns>
    public static Result<RunLock> Take(RunFolder run)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var file = new FileStream(run.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                try
                {
                    Json.Write(run.Owner, LockOwner.Here);
                    return new RunLock(file, run.Owner);
                }
                catch
                {
                    file.Dispose();
                    throw;
                }
            }
            catch (IOException) when (tries < Tries)
            {
                Thread.Sleep(Pause);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return IsHeld(run)
                    ? new Problem(
                        "ROCL0605",
                        run.Root,
                        $"is in use by {LastOwner(run)?.ToString() ?? "another process"}.",
                        "Wait for its end, or stop it: it writes a checkpoint on SIGTERM."
                    )
                    : new Problem(
                        "ROCL0602",
                        run.Root,
                        $"cannot be written: {fault.Message}",
                        "Make it writable, or make room on its disk."
                    );
            }
        }
    }

    /// <summary>
    /// Who has it, as far as its owner said so; <see langword="null"/> where nobody has it.
    /// </summary>
    public static LockOwner? Holder(RunFolder run) => IsHeld(run) ? LastOwner(run) ?? LockOwner.Unknown : null;

    /// <summary>
    /// Who had it last and did not give it back; <see langword="null"/> where nobody did.
    /// </summary>
    public static LockOwner? LastOwner(RunFolder run)
    {
        try
        {
            return Json.Read<LockOwner>(File.ReadAllText(run.Owner));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next owner writes over it.
        }
        _file.Dispose();
    }

    // A shared lock is refused where an exclusive one stands, and several that look do not mistake
    // one another for owners.
    private static bool IsHeld(RunFolder run)
    {
        try
        {
            if (!File.Exists(run.Lock))
                return false;
            using var look = new FileStream(run.Lock, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}

/// <summary>Whose lock it is.</summary>
/// <param name="Process">The process's id.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Since">When the process began.</param>
public sealed record LockOwner(int Process, string Machine, DateTimeOffset Since)
{
    /// <summary>This process.</summary>
    public static LockOwner Here { get; } = Own();

    /// <summary>A process that has not said yet who it is.</summary>
    public static LockOwner Unknown { get; } = new(0, "", default);

    /// <inheritdoc/>
    public override string ToString() =>
        Process == 0
            ? "another process"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"process {Process} on {Machine}, begun {Since.ToLocalTime():yyyy-MM-dd HH:mm:ss}"
            );

    private static LockOwner Own()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new(Environment.ProcessId, Environment.MachineName, process.StartTime);
    }
}
