using RoCL.Core.Numbers;

namespace RoCL.Core.Recipes;

/// <summary>
/// When checkpoints are written, apart from the one at the end, and which are kept.
/// </summary>
/// <param name="Every">The interval.</param>
/// <param name="Keep">How many of the newest are kept, 1 or more.</param>
/// <param name="Best">
/// Whether the one with the lowest mean training loss of an epoch is kept as well.
/// </param>
public sealed record CheckpointInterval(CheckpointTime Every, int Keep, bool Best);

/// <summary>The interval between two checkpoints: a closed family.</summary>
public abstract record CheckpointTime
{
    private CheckpointTime() { }

    /// <summary>An amount of training.</summary>
    /// <param name="Length">The amount.</param>
    public sealed record Trained(Span Length) : CheckpointTime;

    /// <summary>
    /// Wall time, on whatever machine. Training does not depend on it: only what a crash would
    /// cost.
    /// </summary>
    /// <param name="Time">Above 0.</param>
    public sealed record Elapsed(TimeSpan Time) : CheckpointTime;

    /// <summary>Whether a checkpoint is to be written.</summary>
    /// <param name="last">The step that was taken last.</param>
    /// <param name="since">
    /// The time since the last checkpoint was begun, or else since training began.
    /// </param>
    public bool IsDue(Moment last, TimeSpan since) =>
        this is Elapsed elapsed ? since >= elapsed.Time : IsReturnPoint(last);

    /// <summary>
    /// Whether training may go back to the moment after a step, on whatever machine and however
    /// often it was stopped: where a checkpoint is due, or an epoch ends where checkpoints follow
    /// the clock.
    /// </summary>
    /// <param name="last">The step that was taken last.</param>
    public bool IsReturnPoint(Moment last)
    {
        var length = this is Trained trained ? trained.Length : new Span.Epochs(1);
        var stepsBetween = length.InSteps(last);
        var stepsDone = last.Step + 1;
        return Math.Floor(stepsDone / stepsBetween) > Math.Floor((stepsDone - 1) / stepsBetween);
    }
}
