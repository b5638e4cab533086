using RoCL.Core.Numbers;
using RoCL.Core.Plans;

namespace RoCL.Core.Recipes;

/// <summary>When checkpoints are written, besides the one at the end, and which stay.</summary>
/// <param name="Every">The interval.</param>
/// <param name="Keep">How many of the newest are kept, 1 or more.</param>
/// <param name="Best">
/// Whether the one with the lowest mean training loss of an epoch is kept besides.
/// </param>
public sealed record CheckpointInterval(CheckpointTime Every, int Keep, bool Best)
{
    /// <summary>Reads an interval; by default every epoch, and the newest two.</summary>
    internal static CheckpointInterval Read(Place place) =>
        new(
            CheckpointTime.Read(place["every"]),
            (int)place["keep"].Fixed(2, 1, 1_000_000, whole: true),
            place["best"].Truth(false)
        );
}

/// <summary>What passes between two checkpoints: a closed family.</summary>
public abstract record CheckpointTime
{
    private const double MostMinutes = 1_000_000;

    private CheckpointTime() { }

    /// <summary>Some training.</summary>
    /// <param name="Length">How much of it.</param>
    public sealed record Trained(Span Length) : CheckpointTime;

    /// <summary>
    /// Some time, on whatever machine. Training does not follow from it: only what a crash would
    /// cost.
    /// </summary>
    /// <param name="Time">Above 0.</param>
    public sealed record Elapsed(TimeSpan Time) : CheckpointTime;

    /// <summary>Whether one is to be written.</summary>
    /// <param name="plan">All steps.</param>
    /// <param name="next">How many are done, 1 or more.</param>
    /// <param name="since">How long ago the last one was begun, or the training.</param>
    public bool IsDue(Plan plan, long next, TimeSpan since) =>
        this is Elapsed elapsed ? since >= elapsed.Time : IsMark(plan, next);

    /// <summary>
    /// Whether a step is one that training may go back to, on whatever machine and however often it
    /// was stopped: where a checkpoint is due, or an epoch ends where that follows from the clock.
    /// </summary>
    /// <param name="plan">All steps.</param>
    /// <param name="next">How many are done, 1 or more.</param>
    public bool IsMark(Plan plan, long next)
    {
        var every = (this is Trained trained ? trained.Length : new Span.Epochs(1)).InSteps(plan.MomentOf(next - 1));
        return Math.Floor(next / every) > Math.Floor((next - 1) / every);
    }

    /// <summary>
    /// Reads <c>10 minutes</c>, or a <see cref="Span"/>; an epoch where nothing stands.
    /// </summary>
    internal static CheckpointTime Read(Place place) =>
        Minutes(place) is { } minutes
            ? new Elapsed(TimeSpan.FromMinutes(minutes))
            : new Trained(place.Length(new Span.Epochs(1)));

    private static double? Minutes(Place place) =>
        place.Node is System.Text.Json.Nodes.JsonValue value
        && value.TryGetValue(out string? text)
        && text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var count, "minute" or "minutes"]
        && Number.Read(place.Where, count) is Result<double>.Ok { Value: > 0 and <= MostMinutes and var minutes }
            ? minutes
            : null;
}
