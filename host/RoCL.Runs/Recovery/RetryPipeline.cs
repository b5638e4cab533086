using Polly;
using Polly.Retry;
using Polly.Telemetry;
using RoCL.Core.Guards;

namespace RoCL.Runs.Recovery;

/// <summary>How often, and how patiently, training is tried again.</summary>
/// <param name="Attempts">Tries after the first.</param>
/// <param name="Delay">Before the first of them; each later one waits about twice as long.</param>
/// <param name="MaxDelay">The longest wait.</param>
/// <param name="SameStep">
/// How often one step may fail; the circuit then opens, and the last failure is the end.
/// </param>
public sealed record RecoveryPolicy(int Attempts, TimeSpan Delay, TimeSpan MaxDelay, int SameStep = 3)
{
    /// <summary>Three more tries, from one second on.</summary>
    public static RecoveryPolicy Default { get; } = new(3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>
    /// For days of training: as long as it gets on, it is tried again, however often something else
    /// goes wrong.
    /// </summary>
    public static RecoveryPolicy Training { get; } = Default with { Attempts = int.MaxValue };
}

/// <summary>
/// The one resilience pipeline. What it runs restores the newest good checkpoint itself, so that
/// each try begins from there.
/// </summary>
public static class RetryPipeline
{
    /// <summary>Retry with exponential backoff and jitter.</summary>
    /// <param name="policy">How often.</param>
    /// <param name="clock">Waits.</param>
    /// <param name="retrying">
    /// Told before each wait: the exception, the number of the try that failed, the wait.
    /// </param>
    /// <param name="goesOn">
    /// Asked after each failure that is worth another try, whether there is to be one; yes where
    /// nobody is asked.
    /// </param>
    /// <param name="telemetry">Told of Polly's own events.</param>
    public static ResiliencePipeline Pipeline(
        RecoveryPolicy policy,
        TimeProvider clock,
        Action<Exception, int, TimeSpan> retrying,
        Func<Exception, bool>? goesOn = null,
        TelemetryListener? telemetry = null
    ) =>
        new ResiliencePipelineBuilder { TimeProvider = clock, TelemetryListener = telemetry }
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Exception is { } fault
                                && IsWorthRetrying(fault)
                                && (goesOn is null || goesOn(fault))
                        ),
                    MaxRetryAttempts = policy.Attempts,
                    Delay = policy.Delay,
                    MaxDelay = policy.MaxDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    OnRetry = arguments =>
                    {
                        retrying(arguments.Outcome.Exception!, arguments.AttemptNumber + 1, arguments.RetryDelay);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    /// <summary>
    /// Whether another try may end otherwise: a plugin's own exception or a failed file may, a
    /// broken contract does not.
    /// </summary>
    public static bool IsWorthRetrying(Exception fault) =>
        fault switch
        {
            OperationCanceledException => false,
            ProblemException { Problem.Code: "ROCL0300" } thrown when IsOfCode(thrown.InnerException) => false,
            ProblemException { Problem.Code: "ROCL0300" or "ROCL0629" } => true,
            ProblemException => false,
            // The same step asks for the same memory again.
            _ => !OutOfMemory.Is(fault),
        };

    // What code refers to and is not there, or is not written yet, will be neither at the next try.
    private static bool IsOfCode(Exception? thrown) =>
        thrown is not null
        && (
            thrown
                is TypeLoadException
                    or MissingMemberException
                    or BadImageFormatException
                    or InvalidProgramException
                    or NotImplementedException
            || IsOfCode(thrown.InnerException)
        );
}

/// <summary>
/// Opens when one step has failed too often since the work last got further than ever.
/// </summary>
public static class StepCircuit
{
    /// <summary>Whether the step that failed last may be tried again.</summary>
    /// <param name="failures">The steps that failed, in their order.</param>
    /// <param name="limit">How often one may fail.</param>
    public static bool IsClosed(IEnumerable<long> failures, int limit) =>
        failures.Aggregate(
            (Furthest: long.MinValue, Count: ImmutableDictionary<long, int>.Empty, Last: 0L),
            (before, step) =>
                step > before.Furthest
                    ? (step, ImmutableDictionary<long, int>.Empty.Add(step, 1), step)
                    : (before.Furthest, before.Count.SetItem(step, before.Count.GetValueOrDefault(step) + 1), step)
        )
            is var (_, count, last)
        && count.GetValueOrDefault(last) < limit;
}
