namespace RoCL.Datasets.ImageFolder;

/// <summary>An image file and the number of its class.</summary>
internal readonly record struct Labelled(string Path, int Class);

/// <summary>
/// Which image files of a folder or an archive are to train on and which to test on.
/// </summary>
/// <param name="Classes">The classes' names, in ordinal order.</param>
/// <param name="Train">Class by class, in ordinal order of the names.</param>
/// <param name="Test">Likewise; the classes have the same numbers.</param>
internal sealed record Layout(
    IReadOnlyList<string> Classes,
    IReadOnlyList<Labelled> Train,
    IReadOnlyList<Labelled> Test
)
{
    private const int OneInHowManyIsForTesting = 5;

    /// <summary>Looks through the folders, without decoding an image.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0420 to ROCL0423 and ROCL0427, as <see cref="ImageFolder"/> lists them.
    /// </exception>
    public static Layout Of(Tree tree)
    {
        var folder = tree.Root;
        try
        {
            var parts = tree.FoldersOf(folder).Where(name => name is "train" or "test").ToList();
            var layout = parts.Count == 0 ? Divided(tree, folder) : Parted(tree, folder, parts);
            return layout.Test.Count > 0
                ? layout
                : throw new ProblemException(
                    new(
                        "ROCL0427",
                        folder,
                        "no image is for testing.",
                        $"Fill the class folders of {Path.Combine(folder, "test")}, or give at least one class {OneInHowManyIsForTesting} images."
                    )
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(folder, $"it can't be looked through: {e.Message}");
        }
    }

    private static Layout Parted(Tree tree, string folder, List<string> parts)
    {
        if (parts is not [_, _])
        {
            throw Missing(
                folder,
                $"there is a folder '{parts[0]}', and none '{(parts[0] == "train" ? "test" : "train")}' beside it."
            );
        }

        var (train, test) = (Path.Combine(folder, "train"), Path.Combine(folder, "test"));
        var (classes, tested) = (Classified(tree, train), tree.FoldersOf(test));
        return tested.Except(classes).FirstOrDefault() is { } stranger
            ? throw new ProblemException(
                new(
                    "ROCL0422",
                    Path.Combine(test, stranger),
                    $"the class '{stranger}' is to be tested, and {train} does not have it.",
                    "Name the class folders of both parts alike."
                )
            )
            : new(
                classes,
                Labelled(classes, classes, name => tree.ImagesOf(Path.Combine(train, name))),
                Labelled(classes, tested, name => tree.ImagesOf(Path.Combine(test, name)))
            );
    }

    private static Layout Divided(Tree tree, string folder)
    {
        var classes = Classified(tree, folder);
        var images = classes.ToDictionary(name => name, name => tree.ImagesOf(Path.Combine(folder, name)));
        static bool ForTesting(int place) => (place + 1) % OneInHowManyIsForTesting == 0;
        return new(
            classes,
            Labelled(classes, classes, name => images[name].Where((_, place) => !ForTesting(place))),
            Labelled(classes, classes, name => images[name].Where((_, place) => ForTesting(place)))
        );
    }

    private static List<string> Classified(Tree tree, string folder) =>
        tree.FoldersOf(folder) is { Count: >= 2 } classes
            ? classes
            : throw new ProblemException(
                new(
                    "ROCL0421",
                    folder,
                    $"two or more class folders are expected; found: {tree.FoldersOf(folder).Count}.",
                    "Put the images into a folder for each class; links that lead out of the folder are not followed."
                )
            );

    private static List<Labelled> Labelled(
        List<string> classes,
        List<string> some,
        Func<string, IEnumerable<string>> images
    ) => [.. some.SelectMany(name => images(name).Select(path => new Labelled(path, classes.IndexOf(name))))];

    /// <summary>Images are not where they should be.</summary>
    public static ProblemException Missing(string folder, string what) =>
        new(
            new(
                "ROCL0420",
                folder,
                what,
                "Name a folder or an archive that holds train/CLASS and test/CLASS, or CLASS alone, with PNG or JPEG files in each."
            )
        );
}
