using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using TorchSharp;

namespace RoCL.Suites.Measuring;

/// <summary>A run whose data is open, to be measured.</summary>
/// <param name="Run">The run.</param>
/// <param name="Job">Its recipe on its data.</param>
/// <param name="Change">What is not what the run has recorded.</param>
/// <param name="Device">Where arithmetic runs.</param>
/// <param name="Checkpoint">The checkpoint that is asked for; the newest where none is.</param>
internal sealed record OpenedJob(RunFolder Run, Job Job, AllowedChange Change, torch.Device Device, string? Checkpoint)
{
    /// <summary>Reads the checkpoint into a model.</summary>
    /// <param name="model">The model that gets its weights.</param>
    /// <param name="warn">Gets a warning about each damaged checkpoint.</param>
    /// <returns>As <see cref="NamedCheckpoint"/> and <see cref="CheckpointStore"/> say.</returns>
    public Result<CheckpointState> Restored(Model model, Action<string> warn) =>
        Checkpoint is { } name
            ? NamedCheckpoint.Find(Run, name).Then(folder => NamedCheckpoint.Restore(Run, folder, model))
            : new CheckpointStore(Run, warn).Restore(model);
}
