using System.Text.Json;

namespace RoCL.Host.Runs;

/// <summary>One line of <c>metrics.jsonl</c>: what a step found. It holds no time, so that a run written twice is written alike.</summary>
internal sealed record Metric(
    long Step, int Epoch, double Loss, IReadOnlyDictionary<string, double> Terms, double LearningRate, double GradientNorm,
    IReadOnlyDictionary<string, double>? Values)
{
    /// <summary>The line of a result. Terms of the same name are told apart by their number.</summary>
    public static Metric Of(StepResult result) => new(
        result.Step.Index, result.Step.Moment.Epoch, result.Loss,
        result.Terms.GroupBy(term => term.Key)
            .SelectMany(group => group.Select((term, i) => (Key: i == 0 ? term.Key : $"{term.Key}#{i + 1}", term.Value)))
            .ToDictionary(term => term.Key, term => term.Value),
        result.Step.LearningRate, result.GradientNorm, result.Step.Values.IsEmpty ? null : result.Step.Values);
}

/// <summary>The open <c>metrics.jsonl</c> of a run: each step stands in it once, whatever happened.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly StreamWriter _lines;

    /// <summary>Opens the file to go on at a step: lines of that step and later, or torn ones, are dropped.</summary>
    public Metrics(string path, long first)
    {
        var kept = Read(path).TakeWhile((metric, i) => metric.Step == i && i < first).ToList();
        var staged = path + ".new";
        File.WriteAllLines(staged, kept.Select(Line));
        File.Move(staged, path, overwrite: true);
        _lines = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Adds a step.</summary>
    public void Add(StepResult result) => _lines.WriteLine(Line(Metric.Of(result)));

    /// <summary>The lines that can be read; a torn one ends the list.</summary>
    public static IEnumerable<Metric> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        foreach (var line in File.ReadLines(path))
        {
            if (Parse(line) is not { } metric) yield break;
            yield return metric;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static string Line(Metric metric) => JsonSerializer.Serialize(metric, Json.Line);

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
