using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Forking;

/// <summary>
/// The folder of a run that goes on from a checkpoint of another: whole, or not there at all. The
/// other run's folder is only read.
/// </summary>
/// <remarks>
/// It has what the other run's folder would have if that run had been stopped at the checkpoint:
/// the checkpoint, the lines of <c>metrics.jsonl</c> before it, when training went back, and the
/// record of what made it. So the new run goes on as any run does that was stopped.
/// </remarks>
/// <param name="parent">The other run.</param>
/// <param name="checkpoint">The folder of its checkpoint.</param>
public sealed class ForkedFolder(RunFolder parent, string checkpoint)
{
    private const string RecipeKey = "recipe";
    private const string ParentKey = "parent";

    private readonly IFiles _files = parent.Files;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">Where; nothing with results in it is there.</param>
    /// <param name="recipe">The recipe of the new run.</param>
    /// <param name="record">Where the new run comes from.</param>
    /// <returns>ROCL0601, ROCL0602: as <see cref="RunFolder.Create"/>.</returns>
    public Result<RunFolder> Make(string root, JsonObject recipe, ParentRecord record)
    {
        var made = RunFolder.Create(_files, root);
        if (made is not Result<RunFolder>.Ok)
            return made;
        try
        {
            // The folder is empty: it makes room for the one that takes its name when it is whole.
            _files.DeleteFolder(root);
            var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
            AtomicFolder.Write(_files, target + AtomicFile.Staged, target, staged => Fill(new(_files, staged)));
            return new RunFolder(_files, root);
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return new Problem(
                "ROCL0602",
                root,
                $"The folder cannot be made: {DiskFault.What(fault)}.",
                $"{DiskFault.Remedy(fault)}, or choose another --out."
            );
        }

        void Fill(RunFolder run)
        {
            WriteEntries(run, recipe, record);
            if (_files.Exists(parent.Data))
                AtomicFile.Copy(_files, parent.Data, run.Data);
            WriteMetrics(run, record.Step);
            WriteGoneBack(run, record.Step);
            var target = Path.Combine(run.Checkpoints, CheckpointName.After(record.Step));
            _files.CreateFolder(target);
            CheckpointFolder.Copy(_files, checkpoint, target);
            _files.FlushFolder(run.Checkpoints);
            // Last: without a recipe no folder is taken for a run.
            AtomicFile.WriteJson(_files, run.Recipe, recipe);
        }
    }

    // What made the steps before is what the new run is made with, but for the recipe, which is its
    // own.
    private void WriteEntries(RunFolder run, JsonObject recipe, ParentRecord record)
    {
        if (TextFile.ReadIfThere(_files, parent.Environment) is not { } text)
            return;
        var entries = Json.Read<List<JsonObject>>(text);
        foreach (var entry in entries)
            entry[RecipeKey] = recipe.DeepClone();
        entries[^1][ParentKey] = JsonSerializer.SerializeToNode(record, Json.Line);
        AtomicFile.WriteJson(_files, run.Environment, entries);
    }

    private void WriteMetrics(RunFolder run, long step)
    {
        var before = JournalBefore.Read(parent, step, known: null);
        AtomicFile.Write(
            _files,
            run.Metrics,
            file =>
            {
                foreach (var line in before.Good)
                    file.Write(line.Text.Span);
            }
        );
    }

    // Where training went back at a later step, that is not yet so for the new run: it comes to
    // that step by itself.
    private void WriteGoneBack(RunFolder run, long step)
    {
        ImmutableArray<GoneBack> history = [.. GoneBackFile.Read(parent).ValueOrThrow().Where(back => back.To < step)];
        if (!history.IsEmpty)
            GoneBackFile.Write(run, history);
    }
}
