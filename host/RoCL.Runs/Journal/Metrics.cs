using System.Text;
using System.Text.Json;
using RoCL.Core.Training;
using RoCL.Runs.Files;

namespace RoCL.Runs.Journal;

/// <summary>
/// One line of <c>metrics.jsonl</c>: what a step found. It holds no time, so that a run written
/// twice is written alike.
/// </summary>
public sealed record Metric(
    long Step,
    int Epoch,
    double? Loss,
    IReadOnlyDictionary<string, double>? Terms,
    double LearningRate,
    double? GradientNorm,
    IReadOnlyDictionary<string, double>? Values
)
{
    /// <summary>That the step's batch was left out; none where it was not.</summary>
    public bool? Skipped { get; init; }

    /// <summary>Why it was.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// The line of a result. Terms of the same name are told apart by their number.
    /// </summary>
    public static Metric Of(StepResult result) =>
        result.Skipped is { } why
            ? new(result.Step.Index, result.Step.Moment.Epoch, null, null, result.Step.LearningRate, null, null)
            {
                Skipped = true,
                Why = $"{why}",
            }
            : new(
                result.Step.Index,
                result.Step.Moment.Epoch,
                result.Loss,
                result
                    .Terms.GroupBy(term => term.Key)
                    .SelectMany(group =>
                        group.Select((term, i) => (Key: i == 0 ? term.Key : $"{term.Key}#{i + 1}", term.Value))
                    )
                    .ToDictionary(term => term.Key, term => term.Value),
                result.Step.LearningRate,
                result.GradientNorm,
                result.Step.Values.IsEmpty ? null : result.Step.Values
            );
}

/// <summary>
/// The open <c>metrics.jsonl</c> of a run: each step stands in it once, whatever happened.
/// </summary>
public sealed class Metrics : IDisposable
{
    private readonly IFiles _files;
    private readonly Stream _lines;

    /// <summary>
    /// Opens the file to go on at a step: lines of that step and later, or torn ones, are dropped.
    /// </summary>
    public Metrics(string path, long first, IFiles? files = null)
    {
        _files = files ?? new DiskFiles();
        var kept = Read(path).TakeWhile((metric, i) => metric.Step == i && i < first).ToList();
        var staged = path + ".new";
        using (var file = _files.Create(staged))
        {
            var buffered = new BufferedStream(file, 1 << 16);
            foreach (var metric in kept)
                buffered.Write(Line(metric));
            buffered.Flush();
            _files.Flush(file);
        }
        _files.Rename(staged, path);
        _files.FlushFolder(Path.GetDirectoryName(path)!);
        Skipped = Enumerable.Reverse(kept).TakeWhile(metric => metric.Skipped == true).Count();
        _lines = _files.Append(path);
    }

    /// <summary>How many of the last steps were left out, one after the other.</summary>
    public int Skipped { get; private set; }

    /// <summary>Adds a step.</summary>
    public void Add(StepResult result)
    {
        _lines.Write(Line(Metric.Of(result)));
        Skipped = result.Skipped is null ? 0 : Skipped + 1;
    }

    /// <summary>
    /// Waits until all lines are on the disk itself; steps may be added meanwhile.
    /// </summary>
    public void Flush() => _files.Flush(_lines);

    /// <summary>The lines that can be read; a torn one ends the list.</summary>
    public static IEnumerable<Metric> Read(string path)
    {
        if (!File.Exists(path))
            yield break;
        foreach (var line in File.ReadLines(path))
        {
            if (Parse(line) is not { } metric)
                yield break;
            yield return metric;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // One write: a line is torn by a failure only.
    private static byte[] Line(Metric metric) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(metric, Json.Line) + "\n");

    private static Metric? Parse(string line)
    {
        try
        {
            return Json.Read<Metric>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
