using Polly;
using Polly.Retry;
using Polly.Telemetry;

namespace RoCL.Runs.Recovery;

/// <summary>
/// Polly's part of the recovery: it runs the work again and waits before, as
/// <see cref="RecoveryRules"/> decides. The work restores the newest good checkpoint itself.
/// </summary>
public static class RecoveryPipeline
{
    private static readonly ResiliencePropertyKey<Decision> Decided = new("decision");

    /// <summary>
    /// A pipeline that asks after each exception what to do; exceptions of another type end the
    /// work.
    /// </summary>
    /// <typeparam name="TException">The exceptions that are decided about.</typeparam>
    /// <param name="decide">Called once for each exception that ends an attempt.</param>
    /// <param name="beforeNext">
    /// Called before the wait where another attempt follows, with the exception and the decision.
    /// </param>
    /// <param name="clock">Waits by this clock.</param>
    /// <param name="telemetry">Receives Polly's own events.</param>
    public static ResiliencePipeline Of<TException>(
        Func<TException, Decision> decide,
        Action<TException, Decision> beforeNext,
        TimeProvider clock,
        TelemetryListener? telemetry = null
    )
        where TException : Exception =>
        new ResiliencePipelineBuilder { TimeProvider = clock, TelemetryListener = telemetry }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = int.MaxValue,
                    ShouldHandle = arguments =>
                    {
                        if (arguments.Outcome.Exception is not TException fault)
                            return ValueTask.FromResult(false);
                        var decision = decide(fault);
                        arguments.Context.Properties.Set(Decided, decision);
                        return ValueTask.FromResult(decision.WaitBeforeNext is not null);
                    },
                    DelayGenerator = arguments => ValueTask.FromResult(DecisionIn(arguments.Context).WaitBeforeNext),
                    OnRetry = arguments =>
                    {
                        beforeNext((TException)arguments.Outcome.Exception!, DecisionIn(arguments.Context));
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    private static Decision DecisionIn(ResilienceContext context) =>
        context.Properties.GetValue(Decided, defaultValue: null!);
}
