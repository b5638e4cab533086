using System.Globalization;

namespace RoCL.Runs.Results;

/// <summary>
/// What became of each test image, for comparisons image by image and for confusions: one entry for
/// each set of images that an evaluation measured on.
/// </summary>
/// <remarks>
/// Classes are numbers of as many decimal digits as the last one has, one after the other, such as
/// <c>090112</c> for the six classes 0, 9, 0, 1, 1, 2 of ten.
/// </remarks>
/// <param name="Classes">The classes' names, by number.</param>
/// <param name="Labels">The true class of each image.</param>
/// <param name="Predicted">
/// The class that each image was given, by the name of the condition. Under an attack, an image
/// that is misclassified without it keeps that class.
/// </param>
/// <param name="Correct">
/// 1 for each image that was classified correctly and 0 for each other, of conditions without
/// predictions of their own, such as a worst case.
/// </param>
public sealed record ImageOutcomes(
    IReadOnlyList<string> Classes,
    string Labels,
    IReadOnlyDictionary<string, string> Predicted,
    IReadOnlyDictionary<string, string> Correct
)
{
    /// <summary>The outcomes of an evaluation; none for images without labels.</summary>
    /// <param name="conditions">What it found.</param>
    /// <param name="predicted">The classes that images were given, by condition.</param>
    /// <param name="test">The images of conditions that name none.</param>
    public static IReadOnlyList<ImageOutcomes> Of(
        IEnumerable<Condition> conditions,
        IReadOnlyDictionary<string, ImmutableArray<int>> predicted,
        IImages test
    ) =>
        [
            .. conditions
                .GroupBy(condition => condition.Images ?? test, ReferenceEqualityComparer.Instance)
                .Select(same => (Images: (IImages)same.Key!, Conditions: same))
                .Where(same => same.Images.Labels is not null)
                .Select(same => Of(same.Images, [.. same.Conditions], predicted)),
        ];

    /// <summary>
    /// Which images were classified correctly under a condition; none where it is not among these.
    /// </summary>
    /// <param name="condition">The condition's name.</param>
    public ImmutableArray<bool> CorrectOf(string condition)
    {
        if (Correct.TryGetValue(condition, out var written))
            return [.. written.Select(digit => digit == '1')];
        return PredictedOf(condition) is { IsEmpty: false } predicted
            ? [.. predicted.Zip(TrueClasses(), (given, label) => given == label)]
            : [];
    }

    /// <summary>The class that each image was given; none where it is not known.</summary>
    /// <param name="condition">The condition's name.</param>
    public ImmutableArray<int> PredictedOf(string condition) =>
        Predicted.TryGetValue(condition, out var written) ? Read(written) : [];

    /// <summary>The true class of each image.</summary>
    public ImmutableArray<int> TrueClasses() => Read(Labels);

    private static ImageOutcomes Of(
        IImages images,
        ImmutableArray<Condition> conditions,
        IReadOnlyDictionary<string, ImmutableArray<int>> predicted
    )
    {
        var count = images.Classes.Count;
        var digits = DigitsOf(count);
        // A foreign head may have more outputs than there are classes.
        var isKnown = conditions.ToLookup(condition =>
            predicted.TryGetValue(condition.Name, out var classes) && classes.All(each => each < count)
        );
        return new(
            [.. images.Classes],
            Written(images.Labels!.data<long>().Select(label => (int)label), digits),
            isKnown[true].ToDictionary(each => each.Name, each => Written(predicted[each.Name], digits)),
            isKnown[false].ToDictionary(each => each.Name, each => string.Concat(each.Correct.Select(Digit)))
        );
    }

    private static int DigitsOf(int classes) =>
        Math.Max(1, (classes - 1).ToString(CultureInfo.InvariantCulture).Length);

    private static string Written(IEnumerable<int> classes, int digits) =>
        string.Concat(classes.Select(each => each.ToString($"D{digits}", CultureInfo.InvariantCulture)));

    private static char Digit(bool correct) => correct ? '1' : '0';

    private ImmutableArray<int> Read(string written) =>
        [
            .. written
                .Chunk(DigitsOf(Classes.Count))
                .Select(digits => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)),
        ];
}
