using RoCL.Runs.Engine;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Running;

/// <summary>A run of a suite that was opened.</summary>
public abstract record OpenedRun : IDisposable
{
    private OpenedRun() { }

    /// <summary>It can begin or go on; its folder is locked until this is disposed of.</summary>
    /// <param name="Job">What to run.</param>
    /// <param name="Lock">The lock of its folder.</param>
    public sealed record Ready(Job Job, RunLock Lock) : OpenedRun;

    /// <summary>Nothing is left to do; the person was shown why.</summary>
    /// <param name="Outcome">How it ended.</param>
    public sealed record Ended(RunOutcome Outcome) : OpenedRun;

    /// <inheritdoc/>
    public void Dispose()
    {
        (this as Ready)?.Lock.Dispose();
        GC.SuppressFinalize(this);
    }
}
