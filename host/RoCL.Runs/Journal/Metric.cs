using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoCL.Core.Training;
using RoCL.Runs.Files;

namespace RoCL.Runs.Journal;

/// <summary>
/// One line of <c>metrics.jsonl</c>: the numbers of a step. It holds no time, so that a run that is
/// made twice writes the same lines.
/// </summary>
/// <param name="Step">From 0.</param>
/// <param name="Epoch">From 0.</param>
/// <param name="Loss">The weighted sum of the terms; none where the batch was left out.</param>
/// <param name="Terms">Each term of the loss, by its name.</param>
/// <param name="LearningRate">The rate that the step was taken with.</param>
/// <param name="GradientNorm">The Euclidean norm of the whole gradient.</param>
/// <param name="Values">The scheduled numbers of the recipe at this step; none without any.</param>
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
    /// <summary>The key of what monitors have measured.</summary>
    public const string MonitorsKey = "monitors";

    /// <summary>That the step's batch was left out; none where it was not.</summary>
    public bool? Skipped { get; init; }

    /// <summary>Why it was left out.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// What monitors have measured after the step, by their names: numbers by name, null for one
    /// that is not finite. None where none was due.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>>? Monitors { get; init; }

    /// <summary>Why monitors failed, by their names; none where none did.</summary>
    public IReadOnlyDictionary<string, string>? MonitorFaults { get; init; }

    /// <summary>
    /// What a monitor found wrong after the step, as the warning says it; none where nothing was.
    /// </summary>
    public string? Finding { get; init; }

    /// <summary>What monitors have measured after the step, in the order of their names.</summary>
    [JsonIgnore]
    public ImmutableArray<MeasuredValues> Measured =>
        [
            .. (Monitors ?? ImmutableDictionary<string, IReadOnlyDictionary<string, double?>>.Empty)
                .OrderBy(monitor => monitor.Key, StringComparer.Ordinal)
                .Select(monitor => new MeasuredValues(
                    monitor.Key,
                    monitor.Value.ToImmutableSortedDictionary(StringComparer.Ordinal)
                )),
        ];

    /// <summary>The line of a step's result.</summary>
    public static Metric Of(StepResult result)
    {
        var step = result.Step;
        if (result.Skipped is { } why)
        {
            return new(step.Index, step.Moment.Epoch, null, null, step.LearningRate, null, null)
            {
                Skipped = true,
                Why = $"{why}",
            };
        }

        return new(
            step.Index,
            step.Moment.Epoch,
            result.Loss,
            Numbered(result.Terms),
            step.LearningRate,
            result.GradientNorm,
            step.Values.IsEmpty ? null : step.Values
        )
        {
            Monitors = result.Monitors.Any(each => each.Values is not null) ? ValuesOf(result.Monitors) : null,
            Finding = result.Finding is { } finding ? $"{finding}" : null,
            MonitorFaults = result.Monitors.Any(each => each.Fault is not null) ? FaultsOf(result.Monitors) : null,
        };
    }

    /// <summary>
    /// A line of the file, read; <see langword="null"/> where it is torn or of another kind.
    /// </summary>
    public static Metric? Parse(string line)
    {
        try
        {
            return Json.Read<Metric>(line, MonitorsKey);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The line as the file has it, its end included.</summary>
    public byte[] ToLine() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Json.Line) + "\n");

    private static Dictionary<string, IReadOnlyDictionary<string, double?>> ValuesOf(
        IEnumerable<MeasuredValues> monitors
    ) =>
        monitors
            .Where(each => each.Values is not null)
            .ToDictionary(
                each => each.Monitor,
                IReadOnlyDictionary<string, double?> (each) => each.Values!,
                StringComparer.Ordinal
            );

    private static Dictionary<string, string> FaultsOf(IEnumerable<MeasuredValues> monitors) =>
        monitors
            .Where(each => each.Fault is not null)
            .ToDictionary(
                each => each.Monitor,
                each => $"{each.Fault!.Code} {each.Fault.What}",
                StringComparer.Ordinal
            );

    // Terms of the same name get numbers from the second on.
    private static Dictionary<string, double> Numbered(IEnumerable<KeyValuePair<string, double>> terms)
    {
        var numbered = new Dictionary<string, double>();
        foreach (var sameName in terms.GroupBy(term => term.Key, term => term.Value))
        {
            foreach (var (number, value) in sameName.Index())
                numbered.Add(number == 0 ? sameName.Key : $"{sameName.Key}#{number + 1}", value);
        }

        return numbered;
    }
}
