using RoCL.Core.Binding;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace RoCL.Core.Monitoring;

/// <summary>
/// What judging monitors find in all that they have measured: a function of the recorded
/// measurements alone, so that a run that goes on comes to the same verdict at the same step.
/// </summary>
/// <param name="bindings">The recipe, and its components as objects.</param>
/// <param name="failed">
/// Receives the name of a monitor that failed while it judged, and why; the others are asked.
/// </param>
public sealed class MonitorVerdicts(Bindings bindings, Action<string, Problem> failed)
{
    private readonly Dictionary<string, List<MonitorMeasurement>> _histories = [];

    /// <summary>The first thing that was found wrong; none where nothing was.</summary>
    public Problem? Found { get; private set; }

    /// <summary>
    /// The first step that is taken after it was found; <see langword="null"/> before.
    /// </summary>
    public long? From { get; private set; }

    /// <summary>Adds what monitors measured after a step, and lets them judge.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="measured">What each of them measured.</param>
    /// <returns>
    /// What was found now; <see langword="null"/> where nothing was, or something had been before.
    /// </returns>
    public Problem? Add(long step, IEnumerable<MeasuredValues> measured)
    {
        foreach (var each in measured)
        {
            if (Found is null && each.Values is { } values && JudgeOf(each.Monitor) is { } judge)
                Found = Verdict(each.Monitor, judge, HistoryWith(each.Monitor, step, values));
        }

        if (Found is null || From is not null)
            return null;
        From = step + 1;
        return Found;
    }

    /// <summary>A step with what was found before it.</summary>
    public TrainingStep Applied(TrainingStep step) => From <= step.Index ? step with { HasFallenBack = true } : step;

    private Problem? Verdict(string monitor, IJudgingMonitor judge, List<MonitorMeasurement> history)
    {
        try
        {
            return judge.Judge(history);
        }
        catch (ProblemException fault)
        {
            failed(monitor, fault.Problem);
            return null;
        }
    }

    private IJudgingMonitor? JudgeOf(string monitor) =>
        bindings.Monitors.TryGetValue(monitor, out var bound) ? bound.Constant as IJudgingMonitor : null;

    private List<MonitorMeasurement> HistoryWith(
        string monitor,
        long step,
        ImmutableSortedDictionary<string, double?> values
    )
    {
        if (!_histories.TryGetValue(monitor, out var history))
        {
            history = [];
            _histories.Add(monitor, history);
        }

        var finite = values.Where(value => value.Value is not null);
        history.Add(new(step, finite.ToImmutableSortedDictionary(value => value.Key, value => value.Value!.Value)));
        return history;
    }
}
