using System.Globalization;
using CsvHelper;
using RoCL.Runs.Journal;

namespace RoCL.Reports.Tables;

/// <summary>
/// The steps of a run as comma-separated values (RFC 4180): a line for each step, a column for each
/// number that any of them has.
/// </summary>
public static class MetricsCsv
{
    /// <summary>The whole file.</summary>
    /// <param name="metrics">The steps, in their order.</param>
    public static string Of(IReadOnlyList<Metric> metrics)
    {
        var rows = metrics.Select(metric => Numbers(metric).ToDictionary(StringComparer.Ordinal)).ToList();
        var columns = rows.SelectMany(row => row.Keys).Distinct().ToList();
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var column in columns)
                csv.WriteField(column);
            csv.NextRecord();
            foreach (var row in rows)
            {
                foreach (var column in columns)
                    csv.WriteField(row.GetValueOrDefault(column));
                csv.NextRecord();
            }
        }

        return text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, double?>> Numbers(Metric metric)
    {
        yield return new("step", metric.Step);
        yield return new("epoch", metric.Epoch);
        yield return new("loss", metric.Loss);
        foreach (var (name, value) in metric.Terms ?? new Dictionary<string, double>())
            yield return new($"terms.{name}", value);
        yield return new("learningRate", metric.LearningRate);
        yield return new("gradientNorm", metric.GradientNorm);
        foreach (var (name, value) in metric.Values ?? new Dictionary<string, double>())
            yield return new($"values.{name}", value);
        foreach (
            var (monitor, values) in metric.Monitors ?? new Dictionary<string, IReadOnlyDictionary<string, double?>>()
        )
        {
            foreach (var (name, value) in values)
                yield return new($"monitors.{monitor}.{name}", value);
        }
    }
}
