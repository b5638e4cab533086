using System.Security.Cryptography;
using System.Text;
using RoCL.Core.Training;
using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;
using RoCL.Runs.Training;

namespace RoCL.Runs.Checkpoints;

/// <summary>How far training has come, and what it took until there.</summary>
/// <param name="Next">The step that comes next.</param>
/// <param name="Seconds">Wall time of all steps so far, in whatever process.</param>
/// <param name="Images">Images of all steps so far.</param>
/// <param name="PeakMemoryMiB">The largest working set seen.</param>
/// <param name="Loss">Of the last step.</param>
public sealed record CheckpointState(
    long Next,
    double Seconds = 0,
    long Images = 0,
    double PeakMemoryMiB = 0,
    double? Loss = null
)
{
    /// <summary>Before the first step.</summary>
    public static CheckpointState Beginning { get; } = new(0);

    /// <summary>Whether a run could have come so far.</summary>
    public bool Possible =>
        Next >= 0
        && Images >= 0
        && Seconds >= 0
        && PeakMemoryMiB >= 0
        && double.IsFinite(Seconds)
        && double.IsFinite(PeakMemoryMiB)
        && Retries is null or { Possible: true };

    /// <summary>What training took so far.</summary>
    public Cost Cost => new(Seconds, Seconds > 0 ? Images / Seconds : 0, PeakMemoryMiB);

    /// <summary>Losses, epoch by epoch.</summary>
    public EpochLoss Epoch { get; init; } = new(0, null);

    /// <summary>What the training follows from; not there in checkpoints of older builds.</summary>
    public CheckpointOrigin? Origin { get; init; }

    /// <summary>
    /// The tries that failed on the way here; <see langword="null"/> where none did.
    /// </summary>
    public RetryHistory? Retries { get; init; }
}

/// <summary>What a training follows from.</summary>
/// <param name="Seed">All random values follow from it and from a step's index.</param>
/// <param name="Recipe">SHA-256 of the resolved recipe.</param>
/// <param name="Plugins">
/// Each with its version; their hashes are in the run's <c>environment.json</c>.
/// </param>
public sealed record CheckpointOrigin(long Seed, string Recipe, ImmutableArray<string> Plugins)
{
    /// <summary>That of a job.</summary>
    public static CheckpointOrigin Of(Job job) =>
        new(
            job.Recipe.Seed,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Document.ToJsonString()))),
            [
                .. job
                    .Recipe.Uses.Select(use => use.Component.Plugin)
                    .Select(plugin => $"{plugin.Id} {plugin.Version}")
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ]
        );
}

/// <summary>The training loss of epochs, by which the best checkpoint is told.</summary>
/// <param name="Sum">Of the steps so far of the epoch that is under way.</param>
/// <param name="Mean">
/// Over the last whole epoch; <see langword="null"/> before the end of the first.
/// </param>
public sealed record EpochLoss(double Sum, double? Mean)
{
    /// <summary>After one more step. A loss that is not finite does not count.</summary>
    public EpochLoss With(StepResult result)
    {
        var moment = result.Step.Moment;
        var sum =
            (moment.Step % moment.StepsPerEpoch == 0 ? 0 : Sum) + (double.IsFinite(result.Loss) ? result.Loss : 0);
        return new(sum, (moment.Step + 1) % moment.StepsPerEpoch == 0 ? sum / moment.StepsPerEpoch : Mean);
    }
}
