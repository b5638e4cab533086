using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>The accuracy under one condition.</summary>
/// <param name="Condition">Its name.</param>
/// <param name="Threat">Its threat model; none for clean images.</param>
/// <param name="Accuracies">One for each seed, from 0 to 1.</param>
/// <param name="Interval">
/// The 95 % interval of one seed; none where there are several, whose deviation says more.
/// </param>
/// <param name="Images">How many images each seed was measured on.</param>
public sealed record Figure(
    string Condition,
    string? Threat,
    ImmutableArray<double> Accuracies,
    IReadOnlyList<double>? Interval,
    int Images
)
{
    /// <summary>
    /// Signs that the accuracy may be too high, of whatever seed; the figure is marked.
    /// </summary>
    public ImmutableArray<string> Signs { get; init; } = [];

    /// <summary>What stands behind the figure in tables: a mark where there are signs.</summary>
    public string Mark => Signs.IsEmpty ? "" : $" {FigureNotes.Mark}";

    /// <summary>Mean and deviation.</summary>
    public Spread Accuracy => Spread.Of(Accuracies);

    /// <summary>
    /// The attacks that it was measured under, with all their options; none without an attack, and
    /// where they are not known.
    /// </summary>
    public ImmutableArray<AttackSummary> Attacks { get; init; } = [];

    /// <summary>The family whose mean is shown as well; none where there is none.</summary>
    public string? Family { get; init; }

    /// <summary>
    /// Another number of images that a further seed was measured on; none where all had as many.
    /// </summary>
    public int? OtherImages { get; init; }

    /// <summary>
    /// The mean over the conditions of a family, seed by seed; it has no interval, since its
    /// conditions are of the same images.
    /// </summary>
    /// <param name="family">The family's name.</param>
    /// <param name="figures">One for each condition, over the same seeds.</param>
    public static Figure MeanOf(string family, IReadOnlyList<Figure> figures)
    {
        var seeds = figures.Min(figure => figure.Accuracies.Length);
        var means = Enumerable.Range(0, seeds).Select(seed => figures.Average(figure => figure.Accuracies[seed]));
        return new($"{family} mean", null, [.. means], null, figures[0].Images);
    }

    /// <summary>From what each seed came to.</summary>
    public static Figure Of(IEnumerable<ConditionSummary> seeds)
    {
        var all = seeds.ToList();
        var interval = all.Count == 1 ? all[0].Interval : null;
        return new(all[0].Name, all[0].Threat, [.. all.Select(each => each.Accuracy)], interval, all[0].Images)
        {
            OtherImages = all.Select(each => (int?)each.Images).FirstOrDefault(images => images != all[0].Images),
            Attacks = [.. all[0].Attacks ?? []],
            Family = all[0].Family,
            Signs = [.. all.SelectMany(each => each.Signs ?? []).Distinct()],
        };
    }
}
