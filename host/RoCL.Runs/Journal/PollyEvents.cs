using Polly.Telemetry;
using Serilog;
using Serilog.Events;

namespace RoCL.Runs.Journal;

/// <summary>Writes the events of Polly's pipelines into a run's log.</summary>
internal sealed class PollyEvents(ILogger log) : TelemetryListener
{
    /// <inheritdoc/>
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        var attempt = args.Arguments is ExecutionAttemptArguments tried ? tried.AttemptNumber + 1 : (int?)null;
        log.Write(
            Level(args.Event.Severity),
            "Polly {Event} {Strategy} {Attempt} {Duration}",
            args.Event.EventName,
            args.Source.StrategyName,
            attempt,
            Duration(args.Arguments)
        );
    }

    private static TimeSpan? Duration<TArgs>(TArgs arguments) =>
        arguments switch
        {
            ExecutionAttemptArguments tried => tried.Duration,
            PipelineExecutedArguments executed => executed.Duration,
            _ => null,
        };

    private static LogEventLevel Level(ResilienceEventSeverity severity) =>
        severity switch
        {
            ResilienceEventSeverity.None or ResilienceEventSeverity.Debug => LogEventLevel.Debug,
            ResilienceEventSeverity.Information => LogEventLevel.Information,
            ResilienceEventSeverity.Warning => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
}
