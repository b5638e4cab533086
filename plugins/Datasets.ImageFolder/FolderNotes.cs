using System.Globalization;

namespace RoCL.Datasets.ImageFolder;

/// <summary>What is said of the images of a folder: how they came about.</summary>
internal static class FolderNotes
{
    /// <summary>The notes of a part.</summary>
    /// <param name="tree">The data set.</param>
    /// <param name="folders">Which images there are.</param>
    /// <param name="loaded">Those of the part, decoded.</param>
    /// <param name="images">Those of the part, as files.</param>
    /// <param name="background">What shows where they are transparent.</param>
    public static DataNotes Of(
        IFileTree tree,
        ClassFolders folders,
        LoadedImages loaded,
        IReadOnlyList<LabelledFile> images,
        Background background
    )
    {
        var isToTrainOn = ReferenceEquals(images, folders.Train);
        var reason = isToTrainOn ? LeftOutReason.DamagedToTrainOn : LeftOutReason.DamagedToTestOn;
        var damaged = Enumerable
            .Range(0, images.Count)
            .Where(i => loaded.Images[i].Damage is not null)
            .Select(i => new LeftOutEntry(images[i].Path, reason));
        return new()
        {
            Split = folders.Split,
            LeftOut = LeftOutEntry.Phrases([.. folders.LeftOut, .. damaged], tree.Root),
            Conversions = [.. ConversionsOf(loaded, background)],
            Warnings = [.. WarningsOf(folders, loaded, isToTrainOn ? "training" : "test")],
        };
    }

    private static IEnumerable<string> ConversionsOf(LoadedImages loaded, Background background)
    {
        (ImageTraits Trait, string Words)[] done =
        [
            (ImageTraits.Turned, "turned as their EXIF tag says"),
            (ImageTraits.Transparent, $"transparent (on {background.ToString().ToLowerInvariant()})"),
            (ImageTraits.Converted, "converted from their ICC profile or gamma to sRGB"),
            (ImageTraits.Cmyk, "converted from CMYK"),
        ];
        var counted = done.Select(each => (Count: loaded.Count(each.Trait), each.Words))
            .Where(each => each.Count > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Count} {each.Words}"));
        return loaded.AreInFile ? counted.Append("all kept in a file, being more than half of the memory") : counted;
    }

    private static IEnumerable<DataWarning> WarningsOf(ClassFolders folders, LoadedImages loaded, string part)
    {
        var dim = loaded.Count(ImageTraits.Dim);
        if (dim > 0)
        {
            yield return new(
                $"{dim} of {loaded.Images.Length} {part} images have 16 bits and hold numbers of 12 bits or fewer, "
                    + "so that they are almost black.",
                "Scale their numbers to 16 bits, or write them as 8-bit files."
            );
        }

        var unmarked = loaded.Count(ImageTraits.UnmarkedCmyk);
        if (unmarked > 0)
        {
            yield return new(
                $"{unmarked} of {loaded.Images.Length} {part} images are CMYK without Adobe's marker, which says "
                    + "whether 255 is full ink or none; none is assumed, as most viewers do.",
                "Convert them to RGB where they look like negatives."
            );
        }

        if (folders.LikeParts is { Count: > 0 } likeParts)
        {
            yield return new(
                $"'{string.Join("', '", likeParts)}' is taken for a class, since there is no folder 'train'.",
                "Put the training images into a folder 'train', or rename the class."
            );
        }
    }
}
