namespace RoCL.Datasets.ImageFolder;

/// <summary>An image file and the number of its class.</summary>
internal readonly record struct LabelledFile(string Path, int Class);

/// <summary>
/// Which image files of a folder or an archive are to train on and which to test on.
/// </summary>
/// <param name="Classes">The classes' names, in ordinal order.</param>
/// <param name="Train">Class by class, in ordinal order of the names.</param>
/// <param name="Test">Likewise; the classes have the same numbers.</param>
internal sealed record ClassFolders(
    IReadOnlyList<string> Classes,
    IReadOnlyList<LabelledFile> Train,
    IReadOnlyList<LabelledFile> Test
)
{
    private const int OneInHowManyIsForTesting = 5;

    /// <summary>Looks through the folders, without decoding an image.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0420 to ROCL0423 and ROCL0427, as <see cref="ImageFolder"/> lists them.
    /// </exception>
    public static ClassFolders Of(IFileTree tree)
    {
        try
        {
            var parts = tree.FoldersOf(tree.Root).Where(name => name is "train" or "test").ToList();
            var folders = parts.Count == 0 ? WithoutParts(tree) : InParts(tree, parts);
            return folders.Test.Count > 0
                ? folders
                : throw ImageFolderProblems.NothingToTestOn(tree.Root, OneInHowManyIsForTesting);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageFolderProblems.Missing(tree.Root, $"The folder cannot be looked through: {e.Message}");
        }
    }

    private static ClassFolders InParts(IFileTree tree, List<string> parts)
    {
        if (parts is [var only])
        {
            var absent = only == "train" ? "test" : "train";
            throw ImageFolderProblems.Missing(tree.Root, $"There is a folder '{only}', and no '{absent}' beside it.");
        }

        var train = Path.Combine(tree.Root, "train");
        var test = Path.Combine(tree.Root, "test");
        var classes = ClassesIn(tree, train);
        var tested = tree.FoldersOf(test);
        if (tested.Except(classes).FirstOrDefault() is { } stranger)
            throw ImageFolderProblems.UnknownClass(train, test, stranger);

        return new(
            classes,
            Labelled(classes, classes, name => ImagesOf(tree, Path.Combine(train, name))),
            Labelled(classes, tested, name => ImagesOf(tree, Path.Combine(test, name)))
        );
    }

    private static ClassFolders WithoutParts(IFileTree tree)
    {
        var classes = ClassesIn(tree, tree.Root);
        var images = classes.ToDictionary(name => name, name => ImagesOf(tree, Path.Combine(tree.Root, name)));
        return new(
            classes,
            Labelled(classes, classes, name => images[name].Where((_, place) => !IsForTesting(place))),
            Labelled(classes, classes, name => images[name].Where((_, place) => IsForTesting(place)))
        );
    }

    private static bool IsForTesting(int place) => (place + 1) % OneInHowManyIsForTesting == 0;

    private static List<string> ClassesIn(IFileTree tree, string folder)
    {
        var classes = tree.FoldersOf(folder);
        return classes.Count >= 2 ? [.. classes] : throw ImageFolderProblems.TooFewClasses(folder, classes.Count);
    }

    // In ordinal order of their names.
    private static List<string> ImagesOf(IFileTree tree, string folder)
    {
        var images = tree.FilesOf(folder).Where(FileTree.IsImage).Select(name => Path.Combine(folder, name)).ToList();
        return images.Count > 0 ? images : throw ImageFolderProblems.EmptyClass(folder);
    }

    private static List<LabelledFile> Labelled(
        List<string> classes,
        IEnumerable<string> some,
        Func<string, IEnumerable<string>> images
    ) => [.. some.SelectMany(name => images(name).Select(path => new LabelledFile(path, classes.IndexOf(name))))];
}
