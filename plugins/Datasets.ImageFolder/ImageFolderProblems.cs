using RoCL.Contracts.Archives;

namespace RoCL.Datasets.ImageFolder;

/// <summary>Why images are not read: every error code of this plugin, with its remedy.</summary>
internal static class ImageFolderProblems
{
    private const string Repair =
        "Replace the file, take it out of the folder, or write \"damaged\": \"leave-out\" in the recipe's data.";

    public static ProblemException Missing(string where, string what) =>
        Problem(
            "ROCL0420",
            where,
            what,
            "Name a folder or an archive that holds train/CLASS and test/CLASS, or CLASS alone, "
                + "with PNG or JPEG files in each."
        );

    public static ProblemException MissingPart(IFileTree tree, string only, string absent)
    {
        var alone = Path.Combine(tree.Root, only);
        var instead = tree is FolderTree ? $"; or name {alone}, of which every fifth image is then for testing" : "";
        return Problem(
            "ROCL0420",
            tree.Root,
            $"There is a folder '{only}', and no '{absent}' beside it.",
            $"Put a folder '{absent}' beside it{instead}."
        );
    }

    public static ProblemException NoImages(string folder, IReadOnlyList<string> instead) =>
        Problem(
            "ROCL0421",
            folder,
            $"There is no image in the folder, and no class folder with images.{Found(instead)}",
            "Put PNG or JPEG files into the folder, or into a folder for each class; links that lead out of the "
                + "folder are not followed."
        );

    public static ProblemException UnknownClass(string train, string test, string name) =>
        Problem(
            "ROCL0422",
            Path.Combine(test, name),
            $"The class '{name}' has test images, and {train} has no such class.",
            "Give the class folders of both parts the same names."
        );

    public static ProblemException EmptyClass(string folder, IReadOnlyList<string> instead) =>
        Problem(
            "ROCL0423",
            folder,
            $"The class has no image: no file ends in .png, .jpg or .jpeg.{Found(instead)}",
            "Put images right into the class folder, or take the folder away; "
                + "links that lead out of the data set are not followed."
        );

    public static ProblemException Unreadable(string path, string what, Exception cause) =>
        Problem("ROCL0424", path, what, Repair, cause);

    public static ProblemException Absurd(string path, ImageStructure structure, int longestSide, long largestArea) =>
        Problem(
            "ROCL0425",
            path,
            $"The file claims to have {structure.Width} x {structure.Height} pixels; "
                + $"sides from 1 to {longestSide} are expected, and {largestArea} pixels at most.",
            "Make the image smaller, or take it out of the folder."
        );

    public static ProblemException OutOfRange(string option, int value, string expected) =>
        Problem(
            "ROCL0426",
            $"image-folder {option}",
            $"The option '{option}' is {value}; {expected} is expected.",
            $"Set '{option}' to a value in that range."
        );

    public static ProblemException NothingToTestOn(string folder, int oneInHowMany) =>
        Problem(
            "ROCL0427",
            folder,
            "No image is left for testing.",
            $"Fill the class folders of {Path.Combine(folder, "test")}, "
                + $"or give at least one class {oneInHowMany} images."
        );

    public static ProblemException MoreThanMemory(string folder, string what) =>
        Problem(
            "ROCL0428",
            folder,
            what,
            "Make 'size' smaller, take fewer images, or make room there; ROCL_CACHE names another folder."
        );

    public static ProblemException Of(string archive, ArchiveException refused) =>
        refused.Fault switch
        {
            ArchiveFault.LeadsOutside => Problem(
                "ROCL0430",
                archive,
                refused.Message,
                "Make an archive of plain files and folders, or unpack this one where you trust it "
                    + "and name the folder.",
                refused
            ),
            ArchiveFault.TooLarge => Problem(
                "ROCL0431",
                archive,
                refused.Message,
                "Unpack it, and name the folder instead.",
                refused
            ),
            _ => Problem(
                "ROCL0429",
                archive,
                refused.Message,
                "Make the archive again, as .tar.gz, .tar or .zip, or name a folder with the images.",
                refused
            ),
        };

    private static string Found(IReadOnlyList<string> instead) =>
        instead.Count == 0 ? "" : $" Found instead: {string.Join(", ", instead)}.";

    private static ProblemException Problem(
        string code,
        string where,
        string what,
        string remedy,
        Exception? cause = null
    ) => new(new(code, where, what, remedy), cause);
}
