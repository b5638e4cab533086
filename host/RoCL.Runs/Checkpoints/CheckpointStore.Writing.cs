using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Runs.Files;

namespace RoCL.Runs.Checkpoints;

/// <content>How they are written, set aside and dropped.</content>
public sealed partial class CheckpointStore
{
    /// <summary>
    /// Writes one of a model that nobody changes meanwhile, and drops all but the newest.
    /// </summary>
    /// <param name="state">How far training has come.</param>
    /// <param name="model">What is saved.</param>
    /// <param name="keep">How many stay.</param>
    public void Write(CheckpointState state, Model model, int keep)
    {
        using var snapshot = Snapshot.Of(state, model);
        Write(snapshot, keep, best: false);
    }

    /// <summary>
    /// Writes one, and drops all but the newest and, where that is asked for, the best.
    /// </summary>
    /// <param name="snapshot">What is saved.</param>
    /// <param name="keep">How many of the newest stay.</param>
    /// <param name="best">Whether the one with the lowest mean loss of an epoch stays too.</param>
    public void Write(Snapshot snapshot, int keep, bool best)
    {
        var target = FolderOf(snapshot.State.Next);
        if (!IsThere(target))
        {
            var staged = Hidden(target, "new");
            try
            {
                _files.CreateFolder(staged);
                _files.FlushFolder(run.Root);
                CheckpointFolder.Write(_files, staged, snapshot);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Leftovers.Drop(() => _files.DeleteFolder(staged));
                throw;
            }
            _files.Rename(staged, target);
            _files.FlushFolder(run.Checkpoints);
        }
        Drop(keep, best);
    }

    // Whole, from a try whose end was not heard of. A damaged one makes room.
    private bool IsThere(string target)
    {
        if (!All().Contains(target))
            return false;
        var saved = CheckpointFolder.Read(_files, target);
        if (saved is Result<SavedModel?>.Ok { Value: var whole })
            whole?.Dispose();
        else
            SetAside([target]);
        return saved is Result<SavedModel?>.Ok;
    }

    private void SetAside(List<string> damaged)
    {
        foreach (var folder in damaged)
        {
            var aside = Path.Combine(run.Checkpoints, $"damaged-{Path.GetFileName(folder)}");
            var taken = _files.Folders(run.Checkpoints);
            var names = Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? aside : $"{aside}.{i}");
            _files.Rename(folder, names.First(name => !taken.Contains(name)));
        }
        if (damaged.Count > 0)
            _files.FlushFolder(run.Checkpoints);
    }

    // Renamed first: a folder that is half deleted is no checkpoint.
    private void Drop(int keep, bool best)
    {
        var all = All().ToList();
        var kept = best ? all.AsEnumerable().Reverse().MinBy(Mean) : null;
        foreach (var old in all.Skip(keep).Where(folder => folder != kept))
        {
            _files.Rename(old, Hidden(old, "old"));
            _files.DeleteFolder(Hidden(old, "old"));
        }
    }

    private double Mean(string folder)
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

    private string Hidden(string folder, string what) =>
        Path.Combine(run.Checkpoints, $".{Path.GetFileName(folder)}.{what}");

    private string FolderOf(long next) => Path.Combine(run.Checkpoints, NameOf(next));
}
