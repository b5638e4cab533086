using RoCL.Core.Monitoring;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Journal;

namespace RoCL.Runs.Training;

/// <summary>
/// Lets monitors judge a training, says what they find, and lets attacked views fall back from the
/// step after it.
/// </summary>
/// <param name="plan">The method on its data.</param>
/// <param name="said">Where the person is warned; the summary has it too.</param>
/// <param name="failed">Receives a monitor that failed while it judged, the step, and why.</param>
internal sealed class TrainingVerdicts(Plan plan, Action<Problem> said, Action<string, long, Problem> failed)
{
    private readonly List<View.Perturbed> _fallingBack =
    [
        .. plan.Recipe.Views.OfType<View.Perturbed>().Where(view => view.FallBack is not null),
    ];

    private MonitorVerdicts? _verdicts;
    private long _step;

    private MonitorVerdicts Verdicts =>
        _verdicts ??= new MonitorVerdicts(plan.Bindings, (monitor, fault) => failed(monitor, _step, fault));

    /// <summary>
    /// The verdicts on what was recorded before training goes on; what was found is said again.
    /// </summary>
    /// <param name="metrics">The record.</param>
    /// <param name="plan">The method on its data.</param>
    /// <param name="said">Where the person is warned.</param>
    /// <param name="monitors">Warns of monitors that fail.</param>
    public static TrainingVerdicts After(Metrics metrics, Plan plan, Action<Problem> said, TrainingMonitors monitors)
    {
        var verdicts = new TrainingVerdicts(plan, said, monitors.WarnOfJudging);
        foreach (var measured in metrics.MeasuredBefore)
            verdicts.Judge(measured.Step, measured.Monitors);
        return verdicts;
    }

    /// <summary>A step with what was found before it.</summary>
    public TrainingStep Applied(TrainingStep step) => Verdicts.Applied(step);

    /// <summary>The result of a step with what monitors find wrong after it.</summary>
    public StepResult Judged(StepResult result) =>
        result.Monitors.IsEmpty ? result : result with { Finding = Judge(result.Step.Index, result.Monitors) };

    private Problem? Judge(long step, ImmutableArray<MeasuredValues> measured)
    {
        _step = step;
        if (Verdicts.Add(step, measured.OrderBy(each => each.Monitor, StringComparer.Ordinal)) is not { } found)
            return null;
        var finding = found with { What = found.What + Consequence(step + 1) };
        said(finding);
        return finding;
    }

    private string Consequence(long from)
    {
        if (_fallingBack.Count == 0)
            return " Training goes on as it was, since no view has a fallBack.";
        var views = _fallingBack.Select(view => $"view '{view.Name}' takes {view.FallBack!.Component.Name}");
        return $" From step {from} on, {string.Join(", ", views)}, its fallBack.";
    }
}
