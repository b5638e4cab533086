using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;

namespace RoCL.Reports.Listing;

/// <summary>
/// The two accuracies that a list shows of a run: of the first evaluation, without an attack and
/// under the first one.
/// </summary>
/// <param name="Clean">Without an attack, from 0 to 1; none where that was not measured.</param>
/// <param name="Attacked">Under the attack; none where none was measured.</param>
/// <param name="Attack">The attack's condition.</param>
internal sealed record Headline(double? Clean, double? Attacked, string? Attack)
{
    /// <summary>
    /// The headline of a run; <see langword="null"/> where it has not finished, or its file is not
    /// the summary of a run.
    /// </summary>
    /// <remarks>
    /// Only these numbers are looked for: to check a thousand whole summaries takes seconds.
    /// </remarks>
    /// <param name="run">The run.</param>
    public static Headline? Of(RunFolder run)
    {
        try
        {
            if (!run.Files.Exists(run.Summary))
                return null;
            using var file = run.Files.Read(run.Summary);
            using var summary = JsonDocument.Parse(file);
            return Of(summary.RootElement);
        }
        catch (Exception fault)
            when (FileFailure.Is(fault) || fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static Headline Of(JsonElement summary)
    {
        var evaluations = summary.GetProperty("evaluations");
        if (evaluations.GetArrayLength() == 0)
            return new(null, null, null);
        double? clean = null;
        double? attacked = null;
        string? attack = null;
        foreach (var condition in evaluations[0].GetProperty("conditions").EnumerateArray())
        {
            var name = condition.GetProperty("name").GetString()!;
            if (CurvePoint.Is(name))
                continue;
            var accuracy = condition.GetProperty("accuracy").GetDouble();
            if (!condition.TryGetProperty("threat", out _))
            {
                clean ??= accuracy;
            }
            else if (attacked is null)
            {
                attacked = accuracy;
                attack = name;
            }
        }

        return new(clean, attacked, attack);
    }
}
