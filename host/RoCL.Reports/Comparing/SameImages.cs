using RoCL.Reports.Results;
using RoCL.Runs.Results;

namespace RoCL.Reports.Comparing;

/// <summary>Whether two evaluations measured on the same images, in the same order.</summary>
internal static class SameImages
{
    /// <summary>
    /// Whether they did; not known of results of an older version, which count as others.
    /// </summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static bool Are(EvaluationSummary first, EvaluationSummary second)
    {
        if (first.Outcomes is not { } firstOutcomes || second.Outcomes is not { } secondOutcomes)
            return false;
        if (first.By is not { } one || second.By is not { } other)
            return false;
        return one.Part == other.Part
            && one.Images == other.Images
            && (MeasuredImages.IsWhole(one) || one.PartSeed == other.PartSeed)
            && HaveSameSplit(one, other)
            && firstOutcomes.Select(LabelsOf).SequenceEqual(secondOutcomes.Select(LabelsOf));
    }

    /// <summary>
    /// Which images a condition classifies correctly; none where that was not kept.
    /// </summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="condition">The condition's name.</param>
    public static ImmutableArray<bool> CorrectOf(EvaluationSummary evaluation, string condition) =>
        (evaluation.Outcomes ?? [])
            .Select(outcomes => outcomes.CorrectOf(condition))
            .FirstOrDefault(correct => !correct.IsEmpty, []);

    private static bool HaveSameSplit(MeasuredBy one, MeasuredBy other)
    {
        if (one.Data is not { } data || other.Data is not { } otherData)
            return false;
        // Images of other data sets are measured on as well.
        if (data.Others is not null || otherData.Others is not null)
            return data.Equals(otherData);
        return MeasuredImages.SplitOf(one) is { } split && split == MeasuredImages.SplitOf(other);
    }

    private static string LabelsOf(ImageOutcomes outcomes) => $"{string.Join(",", outcomes.Classes)} {outcomes.Labels}";
}
