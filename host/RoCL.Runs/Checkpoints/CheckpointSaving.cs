using System.Text.Json;
using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// Saves checkpoints of a run. A new one is written beside its place and renamed when it is whole,
/// and an old one goes only when a newer one is safe.
/// </summary>
/// <param name="run">The run.</param>
public sealed class CheckpointSaving(RunFolder run)
{
    private readonly IFiles _files = run.Files;

    /// <summary>
    /// Saves a checkpoint, and drops all but the newest and, where that is asked for, the best.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="keep">How many of the newest stay.</param>
    /// <param name="best">Whether the one with the lowest mean loss of an epoch stays too.</param>
    public void Save(Checkpoint checkpoint, int keep, bool best = false)
    {
        var target = Path.Combine(run.Checkpoints, CheckpointName.After(checkpoint.State.Next));
        if (!IsSaved(target))
            Write(target, folder => CheckpointFolder.Write(_files, folder, checkpoint));
        Drop(keep, best);
    }

    /// <summary>
    /// Copies the whole checkpoints of another run, the newest first, so that this run goes on from
    /// there.
    /// </summary>
    public void CopyFrom(RunFolder other)
    {
        foreach (var folder in CheckpointStore.In(other).Where(folder => CheckpointFolder.IsWhole(_files, folder)))
        {
            var target = Path.Combine(run.Checkpoints, Path.GetFileName(folder));
            Write(target, copy => CheckpointFolder.Copy(_files, folder, copy));
        }
    }

    private void Write(string target, Action<string> fill)
    {
        _files.CreateFolder(run.Checkpoints);
        _files.FlushFolder(run.Root);
        AtomicFolder.Write(_files, Hidden(target, "new"), target, fill);
    }

    // An earlier try may have saved it and have failed all the same. A damaged one makes room.
    private bool IsSaved(string target)
    {
        if (!CheckpointStore.In(run).Contains(target))
            return false;
        if (CheckpointFolder.Read(_files, target) is Result<Checkpoint>.Ok { Value: var saved })
        {
            saved.Dispose();
            return true;
        }

        CheckpointFolder.SetAside(_files, target);
        return false;
    }

    // Renamed first: a folder that is half deleted is not a checkpoint.
    private void Drop(int keep, bool best)
    {
        var all = CheckpointStore.In(run);
        var kept = best ? all.Reverse().MinBy(MeanLoss) : null;
        foreach (var old in all.Skip(keep).Where(folder => folder != kept))
        {
            var hidden = Hidden(old, "old");
            _files.Rename(old, hidden);
            _files.DeleteFolder(hidden);
        }
    }

    private double MeanLoss(string folder)
    {
        try
        {
            return CheckpointFolder.StateOf(_files, folder).Epoch.Mean ?? double.PositiveInfinity;
        }
        catch (Exception fault) when (fault is FileNotFoundException or JsonException)
        {
            return double.PositiveInfinity;
        }
    }

    private string Hidden(string folder, string reason) =>
        Path.Combine(run.Checkpoints, CheckpointName.Hidden(Path.GetFileName(folder), reason));
}
