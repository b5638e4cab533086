using System.Globalization;
using RoCL.Core.Recipes;

namespace RoCL.Core.Overviews;

/// <summary>
/// What a run's data is, as it is shown in one line and kept in <c>environment.json</c>.
/// </summary>
/// <param name="Component">The data set's name.</param>
/// <param name="Shape">The shape of an image, such as <c>3x32x32</c>.</param>
/// <param name="Classes">The classes by number; none where images have no labels.</param>
/// <param name="Parts">The images that are trained on, and those that are measured on.</param>
public sealed record DataOverview(
    string Component,
    string Shape,
    ImmutableArray<string> Classes,
    ImmutableArray<PartOverview> Parts
)
{
    private const int ShownClasses = 10;
    private const int MostPhrases = 20;

    /// <summary>How the data set was divided; none where it does not say.</summary>
    public string? Split { get; init; }

    /// <summary>What the data set left out.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>What the data set did to images, in each split.</summary>
    public ImmutableArray<string> Conversions { get; init; } = [];

    /// <summary>
    /// Images that are there more than once; none where only some were looked at.
    /// </summary>
    public PixelCopies? Copies { get; init; }

    /// <summary>What is hardly meant: ROCL0290 to ROCL0294.</summary>
    public ImmutableArray<Problem> Warnings { get; init; } = [];

    /// <summary>The overview of a recipe's data.</summary>
    /// <param name="component">The data set's name.</param>
    /// <param name="where">The recipe's file and key, as messages name them.</param>
    /// <param name="train">The whole training split.</param>
    /// <param name="test">The whole test split; null where it was not opened.</param>
    /// <param name="chosen">The images that are trained on, and those that are measured on.</param>
    /// <param name="measuredOn">What the latter are.</param>
    public static DataOverview Of(
        string component,
        string where,
        HashedImages train,
        HashedImages? test,
        ChosenImages chosen,
        MeasuredOn measuredOn
    )
    {
        var measured = PartOverview.Of(measuredOn is MeasuredOn.Validation ? "validation" : "test", chosen.Measured);
        var copies = PixelCopies.Of(train, test);
        return new(
            component,
            $"{chosen.Train.Shape}",
            [.. chosen.Train.Classes],
            [PartOverview.Of("train", chosen.Train), measured]
        )
        {
            Split = (train.Images.Notes?.Split ?? test?.Images.Notes?.Split) is { } split ? ShortText.Of(split) : null,
            LeftOut = Phrases(notes => notes.LeftOut, train, test),
            Conversions =
            [
                .. Phrases(notes => notes.Conversions, train).Select(phrase => $"to train on {phrase}"),
                .. Phrases(notes => notes.Conversions, test).Select(phrase => $"to test on {phrase}"),
            ],
            Copies = copies,
            Warnings = new DataWarnings(where, train, test).Of(measured, copies),
        };
    }

    /// <summary>
    /// Such as <c>image-folder: 2 classes (a, b), 3x32x32; train 64 images (32 a class), test 16
    /// images (8 a class); every fifth image of a class is for testing; left out: 3 .webp
    /// files</c>.
    /// </summary>
    public override string ToString()
    {
        string[] facts =
        [
            $"{NamedClasses()}, {Shape}",
            string.Join(", ", Parts),
            .. Split is null ? Enumerable.Empty<string>() : [Split],
            .. LeftOut.IsEmpty ? Enumerable.Empty<string>() : [$"left out: {string.Join(", ", LeftOut)}"],
            .. Conversions.IsEmpty ? Enumerable.Empty<string>() : [$"of the images {string.Join(", ", Conversions)}"],
            .. CopiesInWords(),
        ];
        return $"{Component}: {string.Join("; ", facts)}";
    }

    private string NamedClasses()
    {
        if (Classes.IsEmpty)
            return "no labels";
        var rest = Classes.Length > ShownClasses ? ", ..." : "";
        var names = string.Join(", ", Classes.Take(ShownClasses));
        var noun = Classes.Length == 1 ? "class" : "classes";
        return string.Create(CultureInfo.InvariantCulture, $"{Classes.Length} {noun} ({names}{rest})");
    }

    private IEnumerable<string> CopiesInWords()
    {
        (string What, long Count)[] copies =
        [
            ("test images that are training images", Copies?.TestInTrain ?? 0),
            ("training images that are there twice", Copies?.Repeated ?? 0),
        ];
        return copies
            .Where(each => each.Count > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.What}: {each.Count}"));
    }

    private static ImmutableArray<string> Phrases(
        Func<DataNotes, IReadOnlyList<string>?> phrases,
        params IEnumerable<HashedImages?> parts
    ) =>
        [
            .. parts
                .Select(part => part?.Images.Notes)
                .OfType<DataNotes>()
                .SelectMany(notes => phrases(notes) ?? [])
                .Select(ShortText.Of)
                .Distinct()
                .Take(MostPhrases),
        ];
}
