using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>What a row of a table shows of its runs.</summary>
internal static class RowFacts
{
    /// <summary>The figures, one for each condition; the mean of a family before its own.</summary>
    /// <param name="conditions">Those of all seeds.</param>
    public static ImmutableArray<Figure> FiguresOf(IEnumerable<ConditionSummary> conditions) =>
        [
            .. conditions
                .Where(condition => !CurvePoint.Is(condition.Name))
                .GroupBy(condition => condition.Name)
                .Select(Figure.Of)
                .GroupBy(figure => figure.Family ?? $"{figure.Condition} alone")
                .SelectMany(family => WithMean([.. family])),
        ];

    // The mean of a family stands before its conditions.
    private static IEnumerable<Figure> WithMean(ImmutableArray<Figure> figures) =>
        figures[0].Family is { } family ? figures.Prepend(Figure.MeanOf(family, figures)) : figures;

    /// <summary>The plugins of all runs.</summary>
    /// <param name="runs">The runs.</param>
    public static ImmutableArray<PluginRecord> PluginsOf(IEnumerable<Summary> runs) =>
        [
            .. runs.SelectMany(run => run.Plugins ?? [])
                .Distinct()
                .OrderBy(plugin => $"{plugin}", StringComparer.Ordinal),
        ];

    // What evaluations that were made afterwards took is their own.
    private static Cost? TrainingOf(Summary run) => run.IsLater ? null : run.Training;

    /// <summary>Means of time, and the largest memory.</summary>
    /// <param name="measured">The runs with the evaluation that the row is of.</param>
    public static Cost CostOf(IEnumerable<MeasuredRun> measured)
    {
        var all = measured.ToList();
        return new(
            all.Average(each => (TrainingOf(each.Run)?.Seconds ?? 0) + (each.Evaluation?.Seconds ?? 0)),
            all.Average(each => TrainingOf(each.Run)?.ImagesPerSecond ?? each.Evaluation?.ImagesPerSecond ?? 0),
            all.Max(each => Math.Max(TrainingOf(each.Run)?.PeakMemoryMiB ?? 0, each.Evaluation?.PeakMemoryMiB ?? 0))
        );
    }
}
