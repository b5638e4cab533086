using System.Globalization;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// Marks rows whose evaluation has other settings than the one that they stand beside. Options of
/// attacks and threat models are not among them: they are in the titles of the columns.
/// </summary>
internal static class SettingNotes
{
    private const int MostNamed = 6;

    /// <summary>The note of a row; <see langword="null"/> where nothing differs.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The row that it is compared with.</param>
    public static string? Of(MeasuredRow row, MeasuredRow first)
    {
        if (row.Seeds.IsEmpty || first.Seeds.IsEmpty)
            return null;
        var own = row.Seeds[0];
        var same = first.Seeds.FirstOrDefault(seed => seed.Run.Seed == own.Run.Seed);
        var other = (same ?? first.Seeds[0]).Evaluation;
        ImmutableArray<ChangedFact> facts =
        [
            // Networks of other rows are those of the same seed.
            .. EvaluationSettings
                .Differences(other, own.Evaluation)
                .Where(fact => same is not null || !EvaluationSettings.IsOfNetwork(fact)),
            .. ImagesOf(other, own.Evaluation),
            .. SeedOf(own.Run),
        ];
        if (facts.IsEmpty)
            return null;
        var more = facts.Length > MostNamed ? $"; and {facts.Length - MostNamed} more" : "";
        return $"measured by other settings than {first.Row.Method}: {string.Join("; ", facts.Take(MostNamed))}{more}";
    }

    // How many a classifier was trained on.
    private static IEnumerable<ChangedFact> ImagesOf(EvaluationSummary? other, EvaluationSummary? own) =>
        other?.By?.TrainingImages is { } was && own?.By?.TrainingImages is { } now && was != now
            ? [new("training images", Text(was), Text(now))]
            : [];

    private static IEnumerable<ChangedFact> SeedOf(Summary run) =>
        run.TrainedSeed is { } trained && trained != run.Seed ? [new("seed", Text(trained), Text(run.Seed))] : [];

    private static string Text(long seed) => seed.ToString(CultureInfo.InvariantCulture);
}
