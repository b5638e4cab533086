using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Journal;

/// <summary>
/// The open <c>metrics.jsonl</c> of a run: each step stands in it once, whatever happened.
/// </summary>
public sealed class Metrics : IDisposable
{
    private readonly IFiles _files;
    private readonly Stream _lines;

    /// <summary>Opens the file to go on at a step.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">
    /// The step. Lines of it and of later steps are dropped, and so is what follows a torn line.
    /// </param>
    public Metrics(RunFolder run, long first)
    {
        _files = run.Files;
        var kept = Read(run).TakeWhile((metric, line) => metric.Step == line && line < first).ToList();
        AtomicFile.Write(
            _files,
            run.Metrics,
            file =>
            {
                foreach (var metric in kept)
                    file.Write(metric.ToLine());
            }
        );
        FailedMonitors = [.. kept.SelectMany(metric => metric.MonitorFaults?.Keys ?? []).Distinct()];
        SkippedInARow = Enumerable.Reverse(kept).TakeWhile(metric => metric.Skipped == true).Count();
        _lines = _files.Append(run.Metrics);
    }

    /// <summary>How many of the last steps left their batch out, one after the other.</summary>
    public int SkippedInARow { get; private set; }

    /// <summary>The monitors that failed after a step before those that are added.</summary>
    public ImmutableArray<string> FailedMonitors { get; }

    /// <summary>Adds the line of a step.</summary>
    public void Add(StepResult result)
    {
        // In one write: only a failure tears a line.
        _lines.Write(Metric.Of(result).ToLine());
        SkippedInARow = result.Skipped is null ? 0 : SkippedInARow + 1;
    }

    /// <summary>
    /// Waits until all lines are on the disk itself; steps may be added meanwhile.
    /// </summary>
    public void Flush() => _files.Flush(_lines);

    /// <summary>
    /// The lines of a run that can be read; a torn one ends the list, and there are none where the
    /// file is not there.
    /// </summary>
    public static IEnumerable<Metric> Read(RunFolder run)
    {
        if (!run.Files.Exists(run.Metrics))
            yield break;
        using var file = new StreamReader(run.Files.Read(run.Metrics));
        while (file.ReadLine() is { } line)
        {
            if (Metric.Parse(line) is not { } metric)
                yield break;
            yield return metric;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
