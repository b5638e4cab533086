using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// What methods came to, a row for each evaluation of each; every figure comes from the runs'
/// summaries.
/// </summary>
/// <param name="Rows">In the order of the methods.</param>
public sealed record ResultSet(ImmutableArray<ResultRow> Rows)
{
    /// <summary>
    /// The conditions that images were classified under, in the order in which they first appear.
    /// </summary>
    public ImmutableArray<string> Conditions =>
        [.. Rows.SelectMany(row => row.Figures).Select(figure => figure.Condition).Distinct()];

    /// <summary>
    /// A line for each note of a row, with the row's name, then those of single figures.
    /// </summary>
    public IEnumerable<string> Notes =>
        Rows.SelectMany(row => row.Notes.Select(note => $"{RowNotes.Mark} {row.Method}: {note}"))
            .Concat(FigureNotes.Of(Rows))
            .Distinct();

    /// <summary>The protocols, in the order in which they first appear.</summary>
    public IEnumerable<string> Protocols => Rows.SelectMany(row => row.Protocols).Distinct();

    /// <summary>
    /// Whether a method has several evaluations, so that rows need their names.
    /// </summary>
    public bool HasEvaluations => Rows.GroupBy(row => row.Method).Any(method => method.Count() > 1);

    /// <summary>Whether anything was measured.</summary>
    public bool HasFigures => Rows.Any(row => !row.Figures.IsEmpty);

    /// <summary>Whether a method has several seeds.</summary>
    public bool HasSeeds => Rows.Any(row => row.Seeds.Length > 1);

    /// <summary>The ids of the plugins that rows have in several versions or builds.</summary>
    public ImmutableArray<string> Versions =>
        [
            .. Rows.SelectMany(row => row.Plugins.GroupBy(plugin => plugin.Id))
                .GroupBy(plugin => plugin.Key, plugin => string.Join(';', plugin))
                .Where(builds => builds.Distinct().Count() > 1)
                .Select(builds => builds.Key)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Which of those made a row, as tables name them: <c>SignMomentum 1.1 (a1b2c3d4)</c>.
    /// </summary>
    public string VersionsOf(ResultRow row) =>
        string.Join(", ", row.Plugins.Where(plugin => Versions.Contains(plugin.Id)));

    /// <summary>From finished runs: those of one method differ in their seed.</summary>
    public static ResultSet Of(IEnumerable<(string Method, Summary Summary)> runs) => Of([.. runs]);

    private static ResultSet Of(ImmutableArray<(string Method, Summary Summary)> runs)
    {
        ImmutableArray<Summary> all = [.. runs.Select(run => run.Summary)];
        ImmutableArray<ResultRow> rows =
        [
            .. runs.GroupBy(run => run.Method, run => run.Summary)
                .SelectMany(method =>
                    RowsOf(method.Key, [.. method]).Select(row => row with { Notes = RowNotes.Of([.. method], all) })
                ),
        ];
        return new(ImageNotes.Added(ConditionTitles.Distinct(rows)));
    }

    private static IEnumerable<ResultRow> RowsOf(string method, ImmutableArray<Summary> runs)
    {
        var measured = runs.SelectMany(run =>
                NumberedEvaluations
                    .Of(run.Evaluations)
                    .Select(each => (Run: run, Name: each.Key, Evaluation: each.Value))
            )
            .ToList();
        return measured.Count == 0
            ?
            [
                new(
                    method,
                    "",
                    [],
                    [.. runs.Select(run => run.Seed)],
                    [],
                    PluginsOf(runs),
                    CostOf(runs.Select(run => (run, (EvaluationSummary?)null)))
                ),
            ]
            : measured
                .GroupBy(each => each.Name)
                .Select(same => new ResultRow(
                    method,
                    same.Key,
                    [.. same.Select(each => each.Evaluation.Protocol).Distinct()],
                    [.. same.Select(each => each.Run.Seed)],
                    FiguresOf(same.SelectMany(each => each.Evaluation.Conditions)),
                    PluginsOf(same.Select(each => each.Run)),
                    CostOf(same.Select(each => (each.Run, (EvaluationSummary?)each.Evaluation)))
                )
                {
                    MeasuredOn =
                    [
                        .. same.Select(each => MeasuredImages.Of(each.Evaluation)).OfType<MeasuredImages>().Distinct(),
                    ],
                    MaskingSeconds = same.Average(each => each.Evaluation.MaskingSeconds),
                });
    }

    private static ImmutableArray<Figure> FiguresOf(IEnumerable<ConditionSummary> conditions) =>
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

    private static ImmutableArray<PluginRecord> PluginsOf(IEnumerable<Summary> runs) =>
        [
            .. runs.SelectMany(run => run.Plugins ?? [])
                .Distinct()
                .OrderBy(plugin => $"{plugin}", StringComparer.Ordinal),
        ];

    // What evaluations that were made afterwards took is their own.
    private static Cost? TrainingOf(Summary run) => run.IsLater ? null : run.Training;

    private static Cost CostOf(IEnumerable<(Summary Run, EvaluationSummary? Evaluation)> measured)
    {
        var all = measured.ToList();
        return new(
            all.Average(each => (TrainingOf(each.Run)?.Seconds ?? 0) + (each.Evaluation?.Seconds ?? 0)),
            all.Average(each => TrainingOf(each.Run)?.ImagesPerSecond ?? each.Evaluation?.ImagesPerSecond ?? 0),
            all.Max(each => Math.Max(TrainingOf(each.Run)?.PeakMemoryMiB ?? 0, each.Evaluation?.PeakMemoryMiB ?? 0))
        );
    }
}
