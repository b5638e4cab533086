namespace RoCL.Datasets.FashionMnist;

/// <summary>Why IDX files are not read: every error code of this plugin, with its remedy.</summary>
internal static class IdxProblems
{
    public static ProblemException Missing(IdxFile file) =>
        Of(file, "ROCL0401", "There is no such file; the data set is four of them, images and labels of two parts.");

    public static ProblemException Damaged(IdxFile file, string what) => Of(file, "ROCL0402", what);

    public static ProblemException OtherFormat(IdxFile file, string what) => Of(file, "ROCL0403", what);

    public static ProblemException OtherSum(IdxFile file, string sum) =>
        Of(file, "ROCL0404", $"The SHA-256 of the file is {sum}; that of the original is {file.Sha256}.");

    public static ProblemException Counts(string labelFile, int labels, int images, string imageFile) =>
        new(
            new(
                "ROCL0405",
                labelFile,
                $"There are {labels} labels for the {images} images of {Path.GetFileName(imageFile)}.",
                "Take both files from the same data set."
            )
        );

    public static ProblemException Label(string labelFile, int place, byte label) =>
        new(
            new(
                "ROCL0406",
                labelFile,
                $"Label {place} is {label}; there are ten classes, numbered from 0 to 9.",
                "Take a data set of ten classes, or lay the images out as class folders and use 'image-folder'."
            )
        );

    public static ProblemException Unopened(IdxFile file, Exception cause) =>
        Of(file, "ROCL0407", $"The file cannot be opened: {FaultText.Of(cause, file.Path)}");

    private static ProblemException Of(IdxFile file, string code, string what) =>
        new(
            new(
                code,
                file.Path,
                what,
                file.Sha256 is null
                    ? "Put the original file there, or leave 'folder' out to use the files that come with the plugin."
                    : "Delete it if it is there, and build again: the build copies the original. "
                        + "data/SHA256SUMS shows which files are whole."
            )
        );
}
