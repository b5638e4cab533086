using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>What every training of this process uses.</summary>
/// <param name="Clock">Measures, and waits between two attempts.</param>
/// <param name="View">Shows how far training has come.</param>
/// <param name="Policy">How often and how patiently it is tried again.</param>
/// <param name="Errors">Where the person is warned.</param>
/// <param name="Ranks">The ranks that train together; a single one where left out.</param>
public sealed record Trainer(
    TimeProvider Clock,
    IProgressView View,
    RecoveryPolicy Policy,
    ErrorOutput Errors,
    RunRanks? Ranks = null
)
{
    /// <summary>The ranks that train together.</summary>
    public RunRanks Together { get; } = Ranks ?? new();

    /// <summary>Random numbers from 0 to 1, by which waits between attempts differ.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>
    /// Prepares the training of a job in its run folder; nothing is read or written yet.
    /// </summary>
    /// <param name="job">What is trained.</param>
    /// <param name="run">Where it is written.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="log">The run's log.</param>
    public TrainingSession Begin(Job job, RunFolder run, torch.Device device, ILogger log) =>
        new(this, job, run, device, log);
}
