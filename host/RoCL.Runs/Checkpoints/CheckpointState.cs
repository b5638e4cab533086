using RoCL.Runs.Journal;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// How far training has come, and what it took until there: <c>checkpoint.json</c>.
/// </summary>
/// <param name="Next">The step that comes next.</param>
/// <param name="Seconds">Wall time of all steps so far, in whatever process.</param>
/// <param name="Images">Images of all steps so far.</param>
/// <param name="PeakMemoryMiB">The largest working set that was seen.</param>
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
        && Retries is null or { Possible: true }
        && Journal is null or { Lines: >= 0 }
        && (Warnings ?? []).All(warning => warning is { Code: not null, Where: not null, What: not null });

    /// <summary>What training took so far.</summary>
    public Cost Cost => new(Seconds, Seconds > 0 ? Images / Seconds : 0, PeakMemoryMiB);

    /// <summary>Losses, epoch by epoch.</summary>
    public EpochLoss Epoch { get; init; } = new(0, null);

    /// <summary>What the training follows from; not there in checkpoints of older builds.</summary>
    public CheckpointOrigin? Origin { get; init; }

    /// <summary>
    /// The attempts that failed on the way here; <see langword="null"/> where none did.
    /// </summary>
    public RetryHistory? Retries { get; init; }

    /// <summary>
    /// What <c>metrics.jsonl</c> held; not there in checkpoints of older builds.
    /// </summary>
    public JournalMark? Journal { get; init; }

    /// <summary>
    /// Signs on the way here that the training learns nothing, seen in whatever process;
    /// <see langword="null"/> where nothing was.
    /// </summary>
    public IReadOnlyList<Problem>? Warnings { get; init; }

    /// <summary>After a warning; a code is kept once for each place that it speaks of.</summary>
    /// <param name="warning">What was seen.</param>
    public CheckpointState With(Problem warning) =>
        (Warnings ?? []).Any(kept => (kept.Code, kept.Where) == (warning.Code, warning.Where))
            ? this
            : this with
            {
                Warnings = [.. Warnings ?? [], warning],
            };
}
