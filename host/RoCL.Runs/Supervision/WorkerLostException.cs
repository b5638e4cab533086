using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Supervision;

/// <summary>A worker died in the middle of a run.</summary>
/// <param name="run">The run, where it had come to one.</param>
/// <param name="death">How it died.</param>
public sealed class WorkerLostException(RunFolder? run, WorkerDeath death) : Exception($"{death}")
{
    /// <summary>The run, where it had come to one.</summary>
    public RunFolder? Run => run;

    /// <summary>How it died.</summary>
    public WorkerDeath Death => death;
}
