using System.Diagnostics;
using RoCL.Core.Guards;
using RoCL.Core.Training;

namespace RoCL.Runs.Recovery;

/// <summary>
/// The one place that decides what follows from a failure: of training, of the worker process, of a
/// download. It reads no clock and no file; Polly loops and waits by its answers.
/// </summary>
public static class RecoveryRules
{
    /// <summary>The code of a run that went back too often.</summary>
    public const string WentBackTooOftenCode = "ROCL0323";

    /// <summary>What follows from a failure.</summary>
    /// <param name="history">The failures before this one.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="jitter">
    /// A random number from 0 to 1, as <see cref="RecoveryPolicy.WaitAfter"/>.
    /// </param>
    public static Decision Decide(RecoveryHistory history, Failure failure, double jitter) =>
        failure switch
        {
            Failure.Thrown thrown => AfterException(history, thrown, jitter),
            Failure.Diverged diverged => AfterDivergence(history, diverged),
            Failure.WorkerDied died => AfterDeath(history, died, jitter),
            _ => throw new UnreachableException(),
        };

    private static Decision AfterException(RecoveryHistory history, Failure.Thrown thrown, double jitter)
    {
        var mayPass = PassingFault.Is(thrown.Fault);
        return mayPass && NextWait(history, thrown, jitter) is { } wait
            ? new Decision.Retry(wait)
            : new Decision.GiveUp(ProblemOf(thrown));
    }

    private static Decision AfterDeath(RecoveryHistory history, Failure.WorkerDied died, double jitter) =>
        NextWait(history, died, jitter) is { } wait
            ? new Decision.RestartWorker(wait)
            : new Decision.GiveUp(died.Reason);

    private static Decision AfterDivergence(RecoveryHistory history, Failure.Diverged diverged)
    {
        var times = history.GoneBack.Length;
        if (times >= diverged.Policy.Limit)
            return new Decision.GiveUp(WentBackTooOften(diverged.Reason, times));
        // Before the first step there is nothing to go back to.
        if (diverged.Step == 0)
            return new Decision.GiveUp(diverged.Reason);
        return new Decision.GoBack(
            new GoneBack(diverged.Step, diverged.Target, diverged.Policy.Factor, $"{diverged.Reason}")
        );
    }

    // Nothing where the same step has failed too often.
    private static TimeSpan? NextWait(RecoveryHistory history, Failure failure, double jitter)
    {
        var failed = history.After(failure).Failed;
        return failed.CountOf(failure.Step) < history.Policy.SameStep
            ? history.Policy.WaitAfter(failed.SinceProgress.Length, jitter)
            : null;
    }

    private static Problem ProblemOf(Failure.Thrown thrown)
    {
        if (thrown.Fault is ProblemException known)
            return known.Problem;
        return OutOfMemory.Is(thrown.Fault)
            ? OutOfMemory.Problem(thrown.Otherwise.Where, thrown.Fault)
            : thrown.Otherwise;
    }

    private static Problem WentBackTooOften(Problem reason, int times) =>
        new(
            WentBackTooOftenCode,
            reason.Where,
            $"{reason.What} The run went back {times} times before.",
            "Lower the learning rate, or write a higher notFinite.limit."
        );
}
