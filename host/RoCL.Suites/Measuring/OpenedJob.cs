using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using TorchSharp;

namespace RoCL.Suites.Measuring;

/// <summary>A run whose data is open, to be measured.</summary>
/// <param name="Run">The run.</param>
/// <param name="Job">Its recipe on its data.</param>
/// <param name="Change">
/// Other plugins than those of the training; none where they are the same.
/// </param>
/// <param name="Device">Where arithmetic runs.</param>
/// <param name="Checkpoint">The checkpoint that is asked for; the newest where none is.</param>
internal sealed record OpenedJob(RunFolder Run, Job Job, PluginChange? Change, torch.Device Device, string? Checkpoint);
