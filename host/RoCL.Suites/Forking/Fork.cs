using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Forking;

/// <summary>A new run that goes on from a checkpoint of another.</summary>
/// <param name="Parent">The other run, which is only read.</param>
/// <param name="Checkpoint">The folder of its checkpoint.</param>
/// <param name="State">How far training had come there.</param>
/// <param name="Suite">The new run, as the suite of one recipe.</param>
public sealed record Fork(RunFolder Parent, string Checkpoint, CheckpointState State, Suite Suite)
{
    /// <summary>
    /// SHA-256 of the checkpoint's weights, as in <c>summary.json</c>; empty until they were read.
    /// </summary>
    public string Weights { get; init; } = "";

    /// <summary>The folder of the other run, written whole.</summary>
    public string ParentPath => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Parent.Root));
}
