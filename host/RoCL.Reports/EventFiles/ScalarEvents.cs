using RoCL.Reports.Results;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Results;
using Tensorboard;
using Summary = RoCL.Runs.Results.Summary;

namespace RoCL.Reports.EventFiles;

/// <summary>The numbers of a run as TensorBoard's scalars, by their step.</summary>
internal static class ScalarEvents
{
    // Readers ask which way events are written; this is the only one there is.
    private const string Version = "brain.Event:2";

    /// <summary>
    /// The events: the numbers of each step, and each accuracy at the step of the weights that it
    /// was measured of.
    /// </summary>
    /// <param name="run">The run; only its files are read.</param>
    public static IEnumerable<Event> Of(RunFolder run)
    {
        // A run keeps no time of its steps: all events have the moment of its last step.
        var moment = File.GetLastWriteTimeUtc(run.Files.Exists(run.Metrics) ? run.Metrics : run.Recipe);
        var seconds = (moment - DateTime.UnixEpoch).TotalSeconds;
        yield return new Event { WallTime = seconds, FileVersion = Version };

        var measured = new Queue<Measurement>(Measured(run).OrderBy(each => each.Step));
        foreach (var metric in Metrics.Read(run))
        {
            // A reader drops what comes before a later step.
            while (measured.TryPeek(out var next) && next.Step < metric.Step)
                yield return EventOf(seconds, next.Step, measured.Dequeue().Accuracies);
            yield return EventOf(seconds, metric.Step, StepScalars.Of(metric));
        }

        foreach (var left in measured)
            yield return EventOf(seconds, left.Step, left.Accuracies);
    }

    private static IEnumerable<Measurement> Measured(RunFolder run)
    {
        var own = SummaryFile.Read(run);
        var all = LaterEvaluations.Of(run).Select(later => later.Summary);
        // What was measured again of the same weights replaces what was measured before.
        return (own is null ? all : all.Prepend(own))
            .SelectMany(AccuraciesOf)
            .GroupBy(each => each.Step)
            .Select(same => new Measurement(same.Key, LastOfEach(same.SelectMany(each => each.Accuracies))));
    }

    private static IEnumerable<Measurement> AccuraciesOf(Summary summary)
    {
        foreach (var (name, evaluation) in NumberedEvaluations.Of(summary.Evaluations))
        {
            var accuracies = evaluation
                .Conditions.Where(condition => !CurvePoint.Is(condition.Name))
                .Select(condition => KeyValuePair.Create($"accuracy/{name}/{condition.Name}", condition.Accuracy));
            // The last step of so many is one less, since they are counted from 0.
            yield return new(Math.Max(0, summary.Steps - 1), [.. accuracies]);
        }
    }

    private static ImmutableArray<KeyValuePair<string, double>> LastOfEach(
        IEnumerable<KeyValuePair<string, double>> accuracies
    ) => [.. accuracies.GroupBy(each => each.Key).Select(same => same.Last())];

    private static Event EventOf(double seconds, long step, IEnumerable<KeyValuePair<string, double>> scalars)
    {
        var summary = new Tensorboard.Summary();
        summary.Value.AddRange(
            scalars.Select(scalar => new Tensorboard.Summary.Types.Value
            {
                Tag = scalar.Key,
                SimpleValue = (float)scalar.Value,
            })
        );
        return new Event
        {
            WallTime = seconds,
            Step = step,
            Summary = summary,
        };
    }

    private sealed record Measurement(long Step, ImmutableArray<KeyValuePair<string, double>> Accuracies);
}
