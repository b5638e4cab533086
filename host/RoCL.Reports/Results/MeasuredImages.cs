using RoCL.Core.Fingerprints;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>The images that an evaluation measured on.</summary>
/// <param name="Part"><c>test</c> or <c>validation</c>.</param>
/// <param name="Classes">Their classes, one after the other; none where that is not known.</param>
/// <param name="ClassCount">How many classes there are.</param>
/// <param name="Split">
/// The hash of the split that they are taken from; none where that is not known.
/// </param>
public sealed record MeasuredImages(string Part, string Classes, int ClassCount, string? Split)
{
    private const string Test = "test";
    private const int NamedClasses = 3;

    /// <summary>
    /// Those of an evaluation; <see langword="null"/> where an older version wrote the results.
    /// </summary>
    /// <param name="evaluation">What it found.</param>
    public static MeasuredImages? Of(EvaluationSummary evaluation)
    {
        if (evaluation.By is not { } by)
            return null;
        IReadOnlyList<string> classes = evaluation.Outcomes is [var first, ..] ? first.Classes : [];
        var split = SplitOf(by)?.Hash;
        return new(by.Part, string.Join(", ", classes), classes.Count, split);
    }

    /// <summary>
    /// The seed by which the images of an evaluation were chosen; <see langword="null"/> where all
    /// test images were measured on, and where that is not known.
    /// </summary>
    /// <param name="evaluation">What it found.</param>
    public static long? PartSeedOf(EvaluationSummary evaluation) =>
        evaluation.By is { } by && !IsWhole(by) ? by.PartSeed : null;

    /// <summary>
    /// Whether all test images were measured on: a part of them is drawn by a seed.
    /// </summary>
    /// <param name="by">What the evaluation's figures follow from.</param>
    public static bool IsWhole(MeasuredBy by) => by.Part == Test && by.Data?.Test?.Images == by.Images;

    /// <summary>
    /// The images of the split that an evaluation's are taken from; <see langword="null"/> where
    /// they are not known.
    /// </summary>
    /// <param name="by">What the evaluation's figures follow from.</param>
    public static ImagesFingerprint? SplitOf(MeasuredBy by) => by.Part == Test ? by.Data?.Test : by.Data?.Train;

    /// <summary>
    /// How they differ from those that another row was measured on; <see langword="null"/> where
    /// nothing is known to differ.
    /// </summary>
    /// <param name="other">Those of the other row.</param>
    /// <param name="row">The name of the other row.</param>
    public string? DifferenceFrom(MeasuredImages other, string row)
    {
        if (Part != other.Part)
            return $"measured on {Part} images, where {row} was on {other.Part} images";
        if (ClassCount > 0 && other.ClassCount > 0 && Classes != other.Classes)
            return ClassesDifference(other, row);
        return Split is not null && other.Split is not null && Split != other.Split
            ? $"measured on other {Part} images than {row}"
            : null;
    }

    private string ClassesDifference(MeasuredImages other, string row) =>
        ClassCount == other.ClassCount && ClassCount > NamedClasses
            ? $"measured on images of other classes than {row}"
            : $"measured on {ClassWords}, where {row} was on {other.ClassWords}";

    private string ClassWords =>
        ClassCount <= NamedClasses ? $"images of {Classes}" : $"images of {ClassCount} classes";
}
