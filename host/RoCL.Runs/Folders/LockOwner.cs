using System.Globalization;

namespace RoCL.Runs.Folders;

/// <summary>The process that works on a run, as <c>.owner.json</c> names it.</summary>
/// <param name="Process">The process's id.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Since">When the process began.</param>
public sealed record LockOwner(int Process, string Machine, DateTimeOffset Since)
{
    /// <summary>This process.</summary>
    public static LockOwner Here { get; } = ThisProcess();

    /// <summary>A process that has not written yet which one it is.</summary>
    public static LockOwner Unknown { get; } = new(0, "", default);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Process == 0)
            return "another process";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"process {Process} on {Machine}, begun {Since.ToLocalTime():yyyy-MM-dd HH:mm:ss}"
        );
    }

    private static LockOwner ThisProcess()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new(Environment.ProcessId, Environment.MachineName, process.StartTime);
    }
}
