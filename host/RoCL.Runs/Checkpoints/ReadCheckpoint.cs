using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Runs.Checkpoints;

/// <summary>A checkpoint as it could be read.</summary>
/// <param name="Checkpoint">The checkpoint, or ROCL0612.</param>
/// <param name="Failure">
/// What the disk failed with; <see langword="null"/> where it did not. A checkpoint that cannot be
/// read just now may be a good one.
/// </param>
internal sealed record ReadCheckpoint(Result<Checkpoint> Checkpoint, Exception? Failure)
{
    /// <summary>Reads the checkpoint in a folder.</summary>
    public static ReadCheckpoint In(IFiles files, string folder)
    {
        try
        {
            return new(CheckpointFolder.Read(files, folder), null);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            var problem = new Problem(
                "ROCL0612",
                folder,
                $"The checkpoint cannot be read: {fault.Message}",
                "Check the disk, and who may read the folder."
            );
            return new(problem, fault);
        }
    }
}
