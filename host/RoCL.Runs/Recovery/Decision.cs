using RoCL.Core.Training;

namespace RoCL.Runs.Recovery;

/// <summary>What is done about a failure.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The same process tries again, from the newest good checkpoint.</summary>
    /// <param name="Wait">How long it waits before.</param>
    public sealed record Retry(TimeSpan Wait) : Decision;

    /// <summary>
    /// Training goes back to an earlier checkpoint, and on from there with a lower learning rate.
    /// </summary>
    /// <param name="Record">What is added to <c>gone-back.json</c>.</param>
    public sealed record GoBack(GoneBack Record) : Decision;

    /// <summary>The supervisor starts another worker process.</summary>
    /// <param name="Wait">How long it waits before.</param>
    public sealed record RestartWorker(TimeSpan Wait) : Decision;

    /// <summary>The work ends.</summary>
    /// <param name="Problem">What the person reads.</param>
    public sealed record GiveUp(Problem Problem) : Decision;

    /// <summary>
    /// The wait before the next attempt; <see langword="null"/> where there is none.
    /// </summary>
    public TimeSpan? WaitBeforeNext =>
        this switch
        {
            Retry retry => retry.Wait,
            RestartWorker restart => restart.Wait,
            GoBack => TimeSpan.Zero,
            _ => null,
        };
}
