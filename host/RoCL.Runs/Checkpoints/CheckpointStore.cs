using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Checkpoints;

/// <summary>The checkpoints of a run: a folder each, whole or not there at all.</summary>
/// <remarks>
/// See <see cref="CheckpointFolder"/> for what is in one, and <see cref="CheckpointSaving"/> for
/// how it gets there. There is no loader and no generator to save: a step follows from the seed and
/// its index.
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="warn">Gets a warning about each checkpoint that is damaged.</param>
public sealed class CheckpointStore(RunFolder run, Action<string> warn)
{
    private readonly IFiles _files = run.Files;

    /// <summary>The folders of all checkpoints of a run, the newest first.</summary>
    public static IReadOnlyList<string> In(RunFolder run) =>
        [.. run.Files.Folders(run.Checkpoints).Where(CheckpointName.Is).OrderDescending(StringComparer.Ordinal)];

    /// <summary>
    /// How many steps the newest checkpoint of a run is after; 0 where there is none.
    /// </summary>
    public static long TrainedSteps(RunFolder run) => In(run).Select(CheckpointName.StepsOf).FirstOrDefault();

    /// <summary>
    /// The attempts that failed on the way to the newest checkpoint of a run;
    /// <see langword="null"/> where none did, or it cannot be read.
    /// </summary>
    public static RetryHistory? RetriesOf(RunFolder run)
    {
        try
        {
            return In(run) is [var newest, ..] ? CheckpointFolder.StateOf(run.Files, newest).Retries : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }

    /// <summary>Restores the newest good checkpoint.</summary>
    /// <param name="model">The model that gets its weights.</param>
    /// <param name="resume">As <see cref="Newest"/>.</param>
    /// <returns>
    /// How far training had come, <see cref="CheckpointState.Beginning"/> without any checkpoint;
    /// ROCL0610 when its tensors are not the model's; and as <see cref="Newest"/>.
    /// </returns>
    public Result<CheckpointState> Restore(Model model, bool resume = false) =>
        Newest(resume)
            .Then(newest =>
            {
                if (newest is null)
                    return CheckpointState.Beginning;
                using (newest)
                {
                    return newest.Weights.CopyInto(model, FolderOf(newest)).Then<CheckpointState>(_ => newest.State);
                }
            });

    /// <summary>Reads the newest good checkpoint; the caller disposes of it.</summary>
    /// <param name="resume">
    /// Whether training goes on from it: then newer ones, which are damaged, are renamed
    /// <c>damaged-...</c>, and what a killed process left half-written or half-deleted goes.
    /// </param>
    /// <returns>
    /// <see langword="null"/> when there is none; ROCL0611 when there are some and none is whole:
    /// they stay as they are.
    /// </returns>
    /// <exception cref="IOException">
    /// With <paramref name="resume"/>: the disk failed, and none could be read. Another try may
    /// succeed.
    /// </exception>
    public Result<Checkpoint?> Newest(bool resume = false)
    {
        if (resume)
            DeleteHidden();
        var all = In(run);
        var damaged = new List<string>();
        Exception? failure = null;
        foreach (var folder in all)
        {
            var read = ReadCheckpoint.In(_files, folder);
            if (read.Checkpoint is Result<Checkpoint>.Ok { Value: var newest })
            {
                if (resume)
                    SetAside(damaged);
                return newest;
            }

            if (read.Failure is null)
                damaged.Add(folder);
            failure ??= read.Failure;
            WarnOf(read, isSetAside: resume && read.Failure is null);
        }

        if (resume && failure is not null)
            throw new IOException(failure.Message, failure);
        return all.Count == 0 ? new Result<Checkpoint?>.Ok(null) : NoneWhole(all.Count);
    }

    /// <summary>Every checkpoint, the newest first, and its problems: none, or ROCL0612.</summary>
    public IEnumerable<(string Folder, ImmutableArray<Problem> Problems)> Verify()
    {
        foreach (var folder in In(run))
        {
            var read = ReadCheckpoint.In(_files, folder).Checkpoint;
            yield return (folder, read.Problems);
            if (read is Result<Checkpoint>.Ok { Value: var checkpoint })
                checkpoint.Dispose();
        }
    }

    /// <summary>The folder that a checkpoint is in.</summary>
    public string FolderOf(Checkpoint checkpoint) =>
        Path.Combine(run.Checkpoints, CheckpointName.After(checkpoint.State.Next));

    private void WarnOf(ReadCheckpoint read, bool isSetAside)
    {
        var consequence = isSetAside
            ? "It is set aside, and the checkpoint before it is used."
            : "The checkpoint before it is used.";
        foreach (var problem in read.Checkpoint.Problems)
            warn($"{problem} {consequence}");
    }

    private void SetAside(List<string> damaged)
    {
        foreach (var folder in damaged)
            CheckpointFolder.SetAside(_files, folder);
    }

    private void DeleteHidden()
    {
        foreach (var hidden in _files.Folders(run.Checkpoints).Where(CheckpointName.IsHidden))
            _files.DeleteFolder(hidden);
    }

    private Problem NoneWhole(int count) =>
        new(
            "ROCL0611",
            run.Checkpoints,
            $"The folder holds {count} checkpoint(s), and none of them is whole.",
            "Restore the folder from a copy, or start anew with another --out."
        );
}
