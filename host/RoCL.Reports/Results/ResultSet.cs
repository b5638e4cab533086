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

    /// <summary>
    /// The protocols, in the order in which they first appear; each with its rows where there are
    /// several.
    /// </summary>
    public IEnumerable<string> Protocols => ProtocolLines.Of(this);

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
        ImmutableArray<MeasuredRow> rows =
        [
            .. runs.GroupBy(run => run.Method, run => run.Summary)
                .SelectMany(method => RowsOf(method.Key, [.. method]).Select(row => row.Noted([.. method], all))),
        ];
        var titled = ConditionTitles.Distinct([.. rows.Select(row => row.Row)]);
        ImmutableArray<MeasuredRow> measured = [.. rows.Zip(titled, (row, title) => row with { Row = title })];
        return new([.. measured.Select(row => row.Beside(measured))]);
    }

    private static IEnumerable<MeasuredRow> RowsOf(string method, ImmutableArray<Summary> runs)
    {
        var measured = runs.SelectMany(run =>
                NumberedEvaluations
                    .Of(run.Evaluations)
                    .Select(each => (Run: run, Name: each.Key, Evaluation: each.Value))
            )
            .ToList();
        return measured.Count == 0
            ? [new(Unmeasured(method, runs), [])]
            : measured
                .GroupBy(each => each.Name)
                .Select(same =>
                    MeasuredRow.Of(
                        method,
                        same.Key,
                        [.. same.Select(each => new MeasuredRun(each.Run, each.Evaluation))]
                    )
                );
    }

    private static ResultRow Unmeasured(string method, ImmutableArray<Summary> runs) =>
        new(
            method,
            "",
            [],
            [.. runs.Select(run => run.Seed)],
            [],
            RowFacts.PluginsOf(runs),
            RowFacts.CostOf(runs.Select(run => new MeasuredRun(run, null)))
        );
}
