namespace RoCL.Datasets.ImageFolder;

/// <summary>An image file and the number of its class; 0 where images have no labels.</summary>
internal readonly record struct LabelledFile(string Path, int Class);

/// <summary>
/// Which image files of a folder or an archive are to train on and which to test on.
/// </summary>
/// <param name="Classes">
/// The classes' names, in ordinal order; none where there are fewer than two.
/// </param>
/// <param name="Train">Class by class, in ordinal order of the names.</param>
/// <param name="Test">Likewise; the classes have the same numbers.</param>
/// <param name="Split">How the images were divided, as notes say it.</param>
/// <param name="LeftOut">What is not part of the data.</param>
internal sealed record ClassFolders(
    IReadOnlyList<string> Classes,
    IReadOnlyList<LabelledFile> Train,
    IReadOnlyList<LabelledFile> Test,
    string Split,
    IReadOnlyList<LeftOutEntry> LeftOut
)
{
    private const int OneInHowManyIsForTesting = 5;

    /// <summary>Class folders that have the name of a part.</summary>
    public IReadOnlyList<string> LikeParts => [.. Classes.Where(PartFolders.IsPart)];

    /// <summary>Looks through the folders, without decoding an image.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0420 to ROCL0423 and ROCL0427, as <see cref="ImageFolder"/> lists them.
    /// </exception>
    public static ClassFolders Of(IFileTree tree)
    {
        try
        {
            var folders = PartFolders.In(tree) is { } parts ? InParts(tree, parts) : WithoutParts(tree);
            return folders.Test.Count > 0
                ? folders
                : throw ImageFolderProblems.NothingToTestOn(tree.Root, OneInHowManyIsForTesting);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageFolderProblems.Missing(tree.Root, $"The folder cannot be looked through: {e.Message}");
        }
    }

    private static ClassFolders InParts(IFileTree tree, PartFolders parts)
    {
        var scan = new FolderScan(tree);
        foreach (var name in parts.Others)
            scan.LeaveOut(Path.Combine(tree.Root, name), LeftOutReason.BesideParts);
        scan.LeaveOutFilesOf(tree.Root);

        var train = Path.Combine(tree.Root, parts.Train);
        var test = Path.Combine(tree.Root, parts.Test);
        var classes = scan.ClassesIn(train);
        if (classes.Count == 0)
            return Unlabelled(scan.AllIn(train), scan.AllIn(test), parts.InWords, scan);

        var tested = scan.ClassesOrNoneIn(test);
        if (tested.Except(classes).FirstOrDefault() is { } stranger)
            throw ImageFolderProblems.UnknownClass(train, test, stranger);
        return new(
            classes,
            Labelled(classes, classes, name => scan.ImagesOf(Path.Combine(train, name))),
            Labelled(classes, tested, name => scan.ImagesOf(Path.Combine(test, name))),
            parts.InWords,
            scan.LeftOut
        );
    }

    private static ClassFolders WithoutParts(IFileTree tree)
    {
        var scan = new FolderScan(tree);
        var classes = scan.ClassesIn(tree.Root);
        var split =
            $"there is no folder 'test': every fifth image{(classes.Count > 0 ? " of a class" : "")}, in the "
            + "order of their names, is for testing";
        if (classes.Count == 0)
        {
            var all = scan.AllIn(tree.Root);
            return Unlabelled(
                all.Where((_, place) => !IsForTesting(place)),
                all.Where((_, place) => IsForTesting(place)),
                split,
                scan
            );
        }

        var images = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in classes)
            images[name] = scan.ImagesOf(Path.Combine(tree.Root, name));
        return new(
            classes,
            Labelled(classes, classes, name => images[name].Where((_, place) => !IsForTesting(place))),
            Labelled(classes, classes, name => images[name].Where((_, place) => IsForTesting(place))),
            split,
            scan.LeftOut
        );
    }

    private static ClassFolders Unlabelled(
        IEnumerable<string> train,
        IEnumerable<string> test,
        string split,
        FolderScan scan
    ) =>
        new(
            [],
            [.. train.Select(path => new LabelledFile(path, 0))],
            [.. test.Select(path => new LabelledFile(path, 0))],
            split,
            scan.LeftOut
        );

    private static bool IsForTesting(int place) => (place + 1) % OneInHowManyIsForTesting == 0;

    private static List<LabelledFile> Labelled(
        IReadOnlyList<string> classes,
        IEnumerable<string> some,
        Func<string, IEnumerable<string>> images
    )
    {
        var numbers = classes.Select((name, number) => (name, number)).ToDictionary();
        return [.. some.SelectMany(name => images(name).Select(path => new LabelledFile(path, numbers[name])))];
    }
}
