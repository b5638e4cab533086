using Polly;
using Polly.Retry;

namespace RoCL.Host;

/// <summary>How often, and how patiently, training is tried again.</summary>
/// <param name="Attempts">Tries after the first.</param>
/// <param name="Delay">Before the first of them; each later one waits about twice as long.</param>
/// <param name="MaxDelay">The longest wait.</param>
/// <param name="SameStep">How often one step may fail; the circuit then opens, and the last failure is the end.</param>
internal sealed record RecoveryPolicy(int Attempts, TimeSpan Delay, TimeSpan MaxDelay, int SameStep = 3)
{
    /// <summary>Three more tries, from one second on.</summary>
    public static RecoveryPolicy Default { get; } = new(3, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>For days of training: as long as it gets on, it is tried again, however often something else goes wrong.</summary>
    public static RecoveryPolicy Training { get; } = Default with { Attempts = int.MaxValue };
}

/// <summary>
/// The one resilience pipeline. What it runs restores the newest good checkpoint itself, so that each try begins from there.
/// </summary>
internal static class Recovery
{
    /// <summary>Retry with exponential backoff and jitter.</summary>
    /// <param name="policy">How often.</param>
    /// <param name="clock">Waits.</param>
    /// <param name="retrying">Told before each wait: the exception, the number of the try that failed, the wait.</param>
    /// <param name="step">The step that failed; none where work has no steps, and no circuit then opens.</param>
    public static ResiliencePipeline Pipeline(
        RecoveryPolicy policy, TimeProvider clock, Action<Exception, int, TimeSpan> retrying, Func<long>? step = null)
    {
        var circuit = new StepCircuit(policy.SameStep);
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } fault
                    && IsWorthRetrying(fault) && (step is null || circuit.StaysClosed(step()))),
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
            })
            .Build();
    }

    /// <summary>Whether another try may end otherwise: a plugin's own exception or a failed file may, a broken contract does not.</summary>
    public static bool IsWorthRetrying(Exception fault) => fault switch
    {
        OperationCanceledException => false,
        ProblemException { Problem.Code: "ROCL0300" or "ROCL0629" } => true,
        ProblemException => false,
        _ => true,
    };
}

/// <summary>Counts the failures of each step; it opens when one has failed too often.</summary>
internal sealed class StepCircuit(int limit)
{
    private readonly Dictionary<long, int> _failures = [];

    /// <summary>Notes a failure; whether the step may be tried again.</summary>
    public bool StaysClosed(long step) => (_failures[step] = _failures.GetValueOrDefault(step) + 1) < limit;
}
