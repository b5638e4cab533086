using System.Globalization;
using RoCL.Core.Monitoring;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Journal;
using RoCL.Runs.Reporting;
using Serilog;

namespace RoCL.Runs.Training;

/// <summary>
/// Asks a training's monitors after the steps where they are due; what goes wrong with one is said
/// once, and training goes on.
/// </summary>
/// <param name="recipe">The method.</param>
/// <param name="monitoring">Calls them.</param>
/// <param name="clock">Measures what they cost.</param>
/// <param name="log">Gets every failure.</param>
/// <param name="errors">
/// Where the person is warned, once for each monitor and kind of fault.
/// </param>
/// <param name="failedBefore">Monitors whose failure was said when the run was here before.</param>
internal sealed class TrainingMonitors(
    Recipe recipe,
    Monitoring monitoring,
    TimeProvider clock,
    ILogger log,
    ErrorOutput errors,
    IEnumerable<string> failedBefore
)
{
    private const string FailedCode = "ROCL0169";
    private const string ExpensiveCode = "ROCL0170";
    private const string NotFiniteCode = "ROCL0171";

    // What is over in less is never too much, and may be the compiler at its first call.
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(0.5);

    private readonly HashSet<string> _warned = [.. failedBefore.Select(name => $"{FailedCode} {name}")];
    private readonly Dictionary<string, TimeSpan> _trainedUntil = [];
    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan _spent;

    /// <summary>
    /// The monitors of a training that is opened, with the record of when the run was here before.
    /// </summary>
    public static TrainingMonitors Of(
        Monitoring monitoring,
        Recipe recipe,
        Trainer trainer,
        ILogger log,
        Metrics metrics
    ) => new(recipe, monitoring, trainer.Clock, log, trainer.Errors, metrics.FailedMonitors);

    /// <summary>
    /// The views that a step has to keep for the monitors that are due after it;
    /// <see langword="null"/> where none is.
    /// </summary>
    public IReadOnlyCollection<string>? ViewsFor(TrainingStep step) => monitoring.ViewsFor(step.Moment);

    /// <summary>
    /// The result of a step with what its monitors have measured. A step whose batch was left out
    /// has no views, and is not measured.
    /// </summary>
    public StepResult Measured(StepResult result)
    {
        if (result.Views is not { } views)
            return result;
        using (views)
        {
            var measured = ImmutableArray.CreateBuilder<MeasuredValues>();
            foreach (var monitor in monitoring.DueAfter(result.Step.Moment))
                measured.Add(Measured(monitor, result, views));
            return result with { Views = null, Monitors = measured.ToImmutable() };
        }
    }

    /// <summary>Warns that a monitor failed while it judged what it had measured.</summary>
    /// <param name="name">The monitor's name in the recipe.</param>
    /// <param name="step">The step after which it was asked.</param>
    /// <param name="fault">Why it failed.</param>
    public void WarnOfJudging(string name, long step, Problem fault) =>
        WarnOfFault(recipe.Monitors.First(monitor => monitor.Name == name), step, fault);

    private MeasuredValues Measured(RecipeMonitor monitor, StepResult result, KeptViews views)
    {
        var begun = clock.GetTimestamp();
        var measured = monitoring.Measure(monitor, result, views);
        WarnOfCost(monitor, clock.GetElapsedTime(begun));
        WarnOfFault(monitor, result.Step, measured);
        WarnOfNumbers(monitor, result.Step, measured);
        return measured;
    }

    // Against the steps since its last measurement, without what monitors took.
    private void WarnOfCost(RecipeMonitor monitor, TimeSpan cost)
    {
        _spent += cost;
        var trained = clock.GetElapsedTime(_begun) - _spent;
        var since = trained - _trainedUntil.GetValueOrDefault(monitor.Name);
        _trainedUntil[monitor.Name] = trained;
        if (cost > since && cost > Negligible)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"The monitor took {cost.TotalSeconds:0.0} s, more than the {since.TotalSeconds:0.0} s of training "
                    + $"since it measured last. Give it a longer interval (every) or less to do."
            );
            Warn(ExpensiveCode, monitor, what);
        }
    }

    private void WarnOfFault(RecipeMonitor monitor, TrainingStep step, MeasuredValues measured)
    {
        if (measured.Fault is { } fault)
            WarnOfFault(monitor, step.Index, fault);
    }

    private void WarnOfFault(RecipeMonitor monitor, long step, Problem fault)
    {
        log.With(recipe, fault)
            .Warning("Monitor {Monitor} failed after step {Step}: {Problem}", monitor.Name, step, $"{fault}");
        Warn(
            FailedCode,
            monitor,
            $"The monitor failed after step {step} ({fault.Code}: {fault.What}). Training goes on, and the "
                + "monitor is asked again when it is due; later failures are in the log alone."
        );
    }

    private void WarnOfNumbers(RecipeMonitor monitor, TrainingStep step, MeasuredValues measured)
    {
        var notFinite = measured.Values?.Where(value => value.Value is null).Select(value => value.Key).ToList() ?? [];
        if (notFinite.Count == 0)
            return;
        Warn(
            NotFiniteCode,
            monitor,
            $"The monitor's values {string.Join(", ", notFinite)} are not finite after step {step.Index}; they are "
                + "recorded as null."
        );
    }

    private void Warn(string code, RecipeMonitor monitor, string what)
    {
        if (!_warned.Add($"{code} {monitor.Name}"))
            return;
        var warning = $"{code} {monitor.Use.Place}: {what}";
        log.Warning("{Warning}", warning);
        errors.Warn(warning);
    }
}
