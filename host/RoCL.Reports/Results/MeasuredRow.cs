using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>A row with the evaluations that it is made of, one for each seed.</summary>
/// <param name="Row">The row.</param>
/// <param name="Seeds">The evaluations; none where nothing was measured.</param>
internal sealed record MeasuredRow(ResultRow Row, ImmutableArray<MeasuredRun> Seeds)
{
    /// <summary>The row of some runs of one method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="evaluation">The evaluation's name.</param>
    /// <param name="seeds">One evaluation of each run.</param>
    public static MeasuredRow Of(string method, string evaluation, ImmutableArray<MeasuredRun> seeds)
    {
        ImmutableArray<EvaluationSummary> evaluations =
        [
            .. seeds.Select(seed => seed.Evaluation).OfType<EvaluationSummary>(),
        ];
        var row = new ResultRow(
            method,
            evaluation,
            [.. evaluations.Select(each => each.Protocol).Distinct()],
            [.. seeds.Select(seed => seed.Run.Seed)],
            RowFacts.FiguresOf(evaluations.SelectMany(each => each.Conditions)),
            RowFacts.PluginsOf(seeds.Select(seed => seed.Run)),
            RowFacts.CostOf(seeds)
        )
        {
            MeasuredOn = [.. evaluations.Select(MeasuredImages.Of).OfType<MeasuredImages>().Distinct()],
            PartSeeds = [.. evaluations.Select(MeasuredImages.PartSeedOf).OfType<long>().Distinct()],
            MaskingSeconds = evaluations.Average(each => each.MaskingSeconds),
        };
        return new(row, seeds);
    }

    /// <summary>The row with what has to be known of its own runs.</summary>
    /// <param name="runs">The runs of the method.</param>
    /// <param name="all">Those of the whole table.</param>
    public MeasuredRow Noted(IReadOnlyList<Summary> runs, IReadOnlyList<Summary> all) =>
        this with
        {
            Row = Row with { Notes = RowNotes.Of(runs, all) },
        };

    /// <summary>
    /// The row with what it does not have in common with the first one before it that has one of
    /// its conditions.
    /// </summary>
    /// <param name="rows">All rows of the table.</param>
    public ResultRow Beside(ImmutableArray<MeasuredRow> rows)
    {
        ImmutableArray<MeasuredRow> others = [.. rows.TakeWhile(row => row != this).Where(Shares)];
        var alike = others.FirstOrDefault(row => row.Row.Evaluation == Row.Evaluation);
        string?[] notes =
        [
            ImageNotes.Of(Row, [.. rows.Select(row => row.Row)]),
            TrainingNotes.Of(this, others.FirstOrDefault()),
            alike is null ? null : SettingNotes.Of(this, alike),
        ];
        return Row with { Notes = Row.Notes.AddRange(notes.OfType<string>()) };
    }

    private bool Shares(MeasuredRow other) => Row.Figures.Any(figure => other.Row[figure.Condition] is not null);
}
