using Polly.Telemetry;
using RoCL.Core.Recipes;
using Serilog;
using Serilog.Events;

namespace RoCL.Runs.Journal;

/// <summary>
/// What events in <c>log.jsonl</c> say in properties, so that nobody has to read prose.
/// </summary>
public static class RunEvents
{
    /// <summary>
    /// Adds what is known of a failure: Code, and of the component at fault Plugin, Version,
    /// Component and Key.
    /// </summary>
    public static ILogger With(this ILogger log, Recipe recipe, Problem problem)
    {
        var coded = log.ForContext("Code", problem.Code);
        return recipe.Uses.FirstOrDefault(use => problem.Where.Contains(use.Place, StringComparison.Ordinal)) is { } use
            ? coded
                .ForContext("Plugin", use.Component.Plugin.Id)
                .ForContext("Version", use.Component.Plugin.Release)
                .ForContext("Component", use.Component.Name)
                .ForContext("Key", use.Key)
            : coded;
    }

    /// <summary>As <see cref="With(ILogger, Recipe, Problem)"/>, of what was thrown.</summary>
    public static ILogger With(this ILogger log, Recipe recipe, Exception fault) =>
        fault is ProblemException known
            ? log.With(recipe, known.Problem)
            : log.ForContext("Code", fault.GetType().Name);
}

/// <summary>Polly's own events, in a run's log.</summary>
public sealed class PollyEvents(ILogger log) : TelemetryListener
{
    /// <inheritdoc/>
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        (int? attempt, TimeSpan? duration) = args.Arguments switch
        {
            ExecutionAttemptArguments tried => (tried.AttemptNumber + 1, tried.Duration),
            PipelineExecutedArguments executed => (null, executed.Duration),
            _ => ((int?)null, (TimeSpan?)null),
        };
        log.Write(
            Level(args.Event.Severity),
            "Polly {Event} {Strategy} {Attempt} {Duration}",
            args.Event.EventName,
            args.Source.StrategyName,
            attempt,
            duration
        );
    }

    private static LogEventLevel Level(ResilienceEventSeverity severity) =>
        severity switch
        {
            ResilienceEventSeverity.None or ResilienceEventSeverity.Debug => LogEventLevel.Debug,
            ResilienceEventSeverity.Information => LogEventLevel.Information,
            ResilienceEventSeverity.Warning => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
}
