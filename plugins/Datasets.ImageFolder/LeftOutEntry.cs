using System.Globalization;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A file or folder that is not part of the data, and why.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reason">What it is.</param>
internal readonly record struct LeftOutEntry(string Path, LeftOutReason Reason)
{
    /// <summary>
    /// Their numbers by reason, such as <c>3 .webp files (a/1.webp, ...)</c>.
    /// </summary>
    /// <param name="entries">What is left out.</param>
    /// <param name="root">The folder that names are relative to.</param>
    public static IReadOnlyList<string> Phrases(IEnumerable<LeftOutEntry> entries, string root) =>
        [
            .. entries
                .Distinct()
                .GroupBy(entry => entry.Reason)
                .OrderBy(group => group.Key.Several, StringComparer.Ordinal)
                .Select(group => Phrase(group.Key, [.. group.Select(entry => NameOf(entry.Path, root))])),
        ];

    /// <summary>A path as notes have it: relative, with slashes.</summary>
    /// <param name="path">A path inside the root.</param>
    /// <param name="root">The data's folder.</param>
    public static string NameOf(string path, string root) =>
        System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');

    private static string Phrase(LeftOutReason reason, List<string> names)
    {
        var noun = names.Count == 1 ? reason.One : reason.Several;
        var rest = names.Count == 1 ? "" : ", ...";
        return string.Create(CultureInfo.InvariantCulture, $"{names.Count} {noun} ({names[0]}{rest})");
    }
}

/// <summary>Why something is left out, as the noun of what it is.</summary>
/// <param name="One">The noun for one of them.</param>
/// <param name="Several">The noun for more.</param>
internal sealed record LeftOutReason(string One, string Several)
{
    /// <summary>Names that begin with a dot.</summary>
    public static LeftOutReason Hidden { get; } = new("hidden name", "hidden names");

    /// <summary>What other programs leave in folders.</summary>
    public static LeftOutReason OfPrograms { get; } = new("folder of another program", "folders of other programs");

    /// <summary>Symbolic links out of the data set.</summary>
    public static LeftOutReason LinkOutside { get; } =
        new("link that leads out of the folder", "links that lead out of the folder");

    /// <summary>Symbolic links to nothing, or in a circle.</summary>
    public static LeftOutReason LinkNowhere { get; } = new("link that leads nowhere", "links that lead nowhere");

    /// <summary>Folders below those of classes.</summary>
    public static LeftOutReason InnerFolder { get; } =
        new("folder inside a folder of images", "folders inside folders of images");

    /// <summary>Images beside the folders of classes.</summary>
    public static LeftOutReason LooseImage { get; } =
        new("image beside the class folders", "images beside the class folders");

    /// <summary>Folders beside <c>train</c> and <c>test</c>.</summary>
    public static LeftOutReason BesideParts { get; } =
        new("folder beside train and test", "folders beside train and test");

    /// <summary>Images to train on that cannot be read, where the recipe allows it.</summary>
    public static LeftOutReason DamagedToTrainOn { get; } =
        new("damaged image to train on", "damaged images to train on");

    /// <summary>Images to test on that cannot be read, where the recipe allows it.</summary>
    public static LeftOutReason DamagedToTestOn { get; } = new("damaged image to test on", "damaged images to test on");

    /// <summary>Files that are no PNG or JPEG by name.</summary>
    /// <param name="name">The file's name.</param>
    public static LeftOutReason OtherFile(string name)
    {
        var extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        return extension.Length > 1
            ? new($"{extension} file", $"{extension} files")
            : new("file without an extension", "files without an extension");
    }
}
