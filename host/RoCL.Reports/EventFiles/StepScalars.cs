using RoCL.Runs.Journal;

namespace RoCL.Reports.EventFiles;

/// <summary>The numbers of a step under TensorBoard's tags, in groups that it folds.</summary>
internal static class StepScalars
{
    /// <summary>The numbers; those that were not finite are left out.</summary>
    /// <param name="metric">The step's line.</param>
    public static IEnumerable<KeyValuePair<string, double>> Of(Metric metric)
    {
        if (metric.Loss is { } loss)
            yield return new("loss", loss);
        foreach (var (name, value) in metric.Terms ?? new Dictionary<string, double>())
            yield return new($"terms/{name}", value);
        yield return new("learningRate", metric.LearningRate);
        if (metric.GradientNorm is { } norm)
            yield return new("gradientNorm", norm);
        foreach (var (name, value) in metric.Values ?? new Dictionary<string, double>())
            yield return new($"values/{name}", value);
        foreach (var monitor in metric.Measured)
        {
            foreach (var (name, value) in monitor.Values ?? None)
            {
                if (value is { } number)
                    yield return new($"monitors/{monitor.Monitor}/{name}", number);
            }
        }
    }

    private static ImmutableSortedDictionary<string, double?> None => ImmutableSortedDictionary<string, double?>.Empty;
}
