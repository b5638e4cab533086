namespace RoCL.Runs.Recovery;

/// <summary>The failures of some work since it last got further than ever before.</summary>
/// <param name="Furthest">The latest step that ever failed.</param>
/// <param name="SinceProgress">The steps that failed since, in the order of the failures.</param>
/// <remarks>
/// A failure at a later step than any before is progress: earlier ones no longer count.
/// </remarks>
public sealed record FailedSteps(long Furthest, ImmutableArray<long> SinceProgress)
{
    /// <summary>Nothing has failed yet.</summary>
    public static FailedSteps None { get; } = new(long.MinValue, []);

    /// <summary>The failures of a list of steps, in their order.</summary>
    public static FailedSteps Of(IEnumerable<long> steps) => steps.Aggregate(None, (failed, step) => failed.With(step));

    /// <summary>After one more failure.</summary>
    /// <param name="step">The step that failed.</param>
    public FailedSteps With(long step) =>
        step > Furthest ? new(step, [step]) : this with { SinceProgress = SinceProgress.Add(step) };

    /// <summary>How often a step has failed since the last progress.</summary>
    public int CountOf(long step) => SinceProgress.Count(failed => failed == step);
}
