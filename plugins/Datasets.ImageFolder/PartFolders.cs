using System.Collections.Immutable;

namespace RoCL.Datasets.ImageFolder;

/// <summary>The folders of a data set that is divided already.</summary>
/// <param name="Train">The name of the folder to train on.</param>
/// <param name="Test">The name of the folder to test on.</param>
/// <param name="Others">The other folders beside them.</param>
internal sealed record PartFolders(string Train, string Test, IReadOnlyList<string> Others)
{
    private static readonly ImmutableArray<string> ForTraining = ["train"];

    // The earlier ones are taken where there are several.
    private static readonly ImmutableArray<string> ForTesting = ["test", "val", "valid", "validation"];

    /// <summary>Whether a folder has the name of a part.</summary>
    /// <param name="name">The folder's name.</param>
    public static bool IsPart(string name) =>
        ForTraining.Concat(ForTesting).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The parts; <see langword="null"/> where the data is not divided into such folders.
    /// </summary>
    /// <param name="tree">The data set.</param>
    /// <exception cref="ProblemException">
    /// ROCL0420: there is one part and not the other.
    /// </exception>
    public static PartFolders? In(IFileTree tree)
    {
        var folders = tree.FoldersOf(tree.Root);
        var train = Named(folders, ForTraining).FirstOrDefault();
        var tests = Named(folders, ForTesting).ToList();
        var isDivided = train is not null || Named(folders, ["test"]).Any();
        if (!isDivided)
            return null;
        if (train is null || tests.Count == 0)
        {
            var absent = train is null ? "train" : "test";
            throw ImageFolderProblems.MissingPart(tree, train ?? tests[0], absent);
        }

        // A test folder without classes is one whose labels are kept secret.
        var test = tests.FirstOrDefault(name => HasFolders(tree, name)) ?? tests[0];
        return new(train, test, [.. folders.Where(name => name != train && name != test)]);
    }

    /// <summary>How the data is divided, as notes say it.</summary>
    public string InWords => $"trained on the folder '{Train}', tested on '{Test}'";

    // In the order of the known names; those that are written exactly so come first.
    private static IEnumerable<string> Named(IReadOnlyList<string> folders, ImmutableArray<string> known) =>
        known.SelectMany(name =>
            folders
                .Where(folder => folder.Equals(name, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(folder => folder == name)
        );

    private static bool HasFolders(IFileTree tree, string part) =>
        tree.FoldersOf(Path.Combine(tree.Root, part)).Count > 0;
}
