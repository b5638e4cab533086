using System.Globalization;

namespace RoCL.Core.Overviews;

/// <summary>What is hardly meant about data, whichever data set it is of.</summary>
internal sealed class DataWarnings(string where, HashedImages train, HashedImages? test)
{
    private const double Some = 0.01;
    private const int MostOfDataset = 20;
    private const int Shown = 5;

    /// <summary>
    /// ROCL0290 classes that nothing is measured on, ROCL0291 test images that are training images,
    /// ROCL0292 images that are there twice, ROCL0293 names that look alike, ROCL0294 what the data
    /// set itself warns of.
    /// </summary>
    /// <param name="measured">The images that evaluations measure on.</param>
    /// <param name="copies">Images that are there more than once, where they were counted.</param>
    public ImmutableArray<Problem> Of(PartOverview measured, PixelCopies? copies) =>
        [.. Unmeasured(measured), .. Copies(copies), .. Twins(), .. OfDataset()];

    private IEnumerable<Problem> Unmeasured(PartOverview measured)
    {
        var empty = measured.Classes?.Where(each => each.Value == 0).Select(each => each.Key).ToList() ?? [];
        if (empty.Count > 0)
        {
            yield return Warning(
                "ROCL0290",
                $"Nothing is measured on {Named("the class", "the classes", empty)}.",
                "Accuracy says nothing about these: give each a few test images, or leave the classes out."
            );
        }
    }

    private IEnumerable<Problem> Copies(PixelCopies? copies)
    {
        if (copies is null)
            yield break;
        if (copies.TestInTrain > Some * test?.Images.Count)
        {
            yield return Warning(
                "ROCL0291",
                $"{copies.TestInTrain} of the {test?.Images.Count} test images are training images too, pixel by "
                    + "pixel.",
                "Accuracy on these is that of training: take others to test on."
            );
        }

        if (copies.OtherClass > 0 || copies.Repeated > Some * train.Images.Count)
        {
            var others = copies.OtherClass > 0 ? $", {copies.OtherClass} of them under another class" : "";
            yield return Warning(
                "ROCL0292",
                $"{copies.Repeated} of the {train.Images.Count} training images are there once more, pixel by "
                    + $"pixel{others}.",
                "Take away what is there twice, such as links and files under two names: a loss that tells images "
                    + "apart cannot tell these."
            );
        }
    }

    private IEnumerable<Problem> Twins()
    {
        var names = train
            .Images.Classes.Concat(train.Images.Names ?? [])
            .Concat(test?.Images.Classes ?? [])
            .Concat(test?.Images.Names ?? []);
        var twins = NameTwins.In(names);
        if (twins.Count > 0)
        {
            yield return Warning(
                "ROCL0293",
                $"{NamedTwins(twins)} only in how accents are written.",
                "They look alike and count as two: rename or take away one of each."
            );
        }
    }

    private static string NamedTwins(IReadOnlyList<(string Composed, string Decomposed)> twins) =>
        twins.Count == 1
            ? $"The name '{twins[0].Decomposed}' differs from another one"
            : $"{twins.Count} names, such as '{twins[0].Decomposed}', differ from others";

    private static string Named(string one, string several, List<string> names)
    {
        var rest = names.Count > Shown ? $" and {names.Count - Shown} more" : "";
        return $"{(names.Count == 1 ? one : several)} {string.Join(", ", names.Take(Shown))}{rest}";
    }

    private IEnumerable<Problem> OfDataset() =>
        new[] { train.Images.Notes, test?.Images.Notes }
            .SelectMany(notes => notes?.Warnings ?? [])
            .Where(warning => warning is not null)
            .Distinct()
            .Take(MostOfDataset)
            .Select(warning => Warning("ROCL0294", ShortText.Of(warning.What), ShortText.Of(warning.Remedy)));

    private Problem Warning(string code, FormattableString what, string remedy) =>
        Warning(code, what.ToString(CultureInfo.InvariantCulture), remedy);

    private Problem Warning(string code, string what, string remedy) => new(code, where, what, remedy);
}
