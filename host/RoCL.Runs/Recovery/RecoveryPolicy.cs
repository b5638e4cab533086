namespace RoCL.Runs.Recovery;

/// <summary>How often work is tried again, and how long the waits between are.</summary>
/// <param name="Delay">The wait after the first failure; each later one doubles it.</param>
/// <param name="MaxDelay">The longest wait.</param>
/// <param name="SameStep">
/// How often one step may fail without progress in between, 1 or more; the last time ends the work.
/// </param>
public sealed record RecoveryPolicy(TimeSpan Delay, TimeSpan MaxDelay, int SameStep)
{
    // By 2 to this power every wait has reached its maximum.
    private const int MostDoublings = 40;

    /// <summary>For training: each step three times, and waits from a second to a minute.</summary>
    public static RecoveryPolicy Training { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), SameStep: 3);

    /// <summary>For work without steps, such as a download: four times.</summary>
    public static RecoveryPolicy Default { get; } = Training with { SameStep = 4 };

    /// <summary>
    /// The wait before the next attempt, from <see cref="Delay"/> to <see cref="MaxDelay"/>.
    /// </summary>
    /// <param name="failures">How many failures there were without progress, 1 or more.</param>
    /// <param name="jitter">
    /// From 0 to 1: makes a wait up to half as long again, so that processes which failed together
    /// do not come back together.
    /// </param>
    public TimeSpan WaitAfter(int failures, double jitter)
    {
        var doublings = Math.Min(failures - 1, MostDoublings);
        var ticks = Delay.Ticks * Math.Pow(2, doublings) * (1 + jitter / 2);
        return ticks < MaxDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxDelay;
    }
}
