using System.Globalization;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>What went wrong in a run on its way, and what was done about it.</summary>
public static class Setbacks
{
    /// <summary>A line for each kind of setback that the run had, from its files.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="metrics">The lines of its metrics with batches that were left out.</param>
    public static IEnumerable<string> Of(RunFolder run, IReadOnlyList<Metric> metrics)
    {
        foreach (var back in GoneBackFile.Read(run).Match(read => read, _ => []))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"went back from step {back.At} to step {back.To}, the learning rate times {back.Factor}: {back.Why}"
            );
        }

        if (CheckpointStore.RetriesOf(run) is { } retries)
        {
            var last = retries.Last[^1];
            var times = retries.Count == 1 ? "once" : $"{retries.Count} times, the last";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"tried again {times} at step {last.Step}: {last.What}"
            );
        }

        var deaths = WorkerDeaths.In(run);
        if (!deaths.IsEmpty)
        {
            var last = deaths[^1];
            yield return $"{deaths.Length} worker processes died, the last one "
                + $"{last.At.ToLocalTime():yyyy-MM-dd HH:mm:ss}: {last}";
        }

        var skipped = metrics.Where(metric => metric.Skipped == true).ToList();
        if (skipped.Count > 0)
            yield return $"{skipped.Count} batches left out, the last in step {skipped[^1].Step}: {skipped[^1].Why}";
        if (RunState.Of(run) is RunState.Failed && run.FailedSteps.LastOrDefault() is { } step)
            yield return $"the step that failed is taken again by: rocl check {step}";
    }
}
