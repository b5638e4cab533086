using RoCL.Contracts.Archives;

namespace RoCL.Datasets.Cifar;

/// <summary>Why data is not read: every error code of this plugin, with its remedy.</summary>
internal static class CifarProblems
{
    private const string FetchAgain =
        "Get the official archive again; what is there is not whole, or not what it should be.";

    public static ProblemException Missing(string where, string what, BinaryForm form) =>
        Problem("ROCL0440", where, what, $"Give 'path' the official {form.Archive}, or the folder that it unpacks to.");

    public static ProblemException NotFound(string where, BinaryForm form) =>
        Problem(
            "ROCL0440",
            where,
            $"There is no such file or folder, seen from {Environment.CurrentDirectory}.",
            $"Give 'path' the official {form.Archive}, or the folder that it unpacks to; "
                + "`rocl run --fetch` gets the archive where there is a network."
        );

    public static ProblemException Damaged(string where, string what, Exception? cause = null) =>
        Problem("ROCL0441", where, what, FetchAgain, cause);

    public static ProblemException Sum(string where, string sum, BinaryForm form) =>
        Problem(
            "ROCL0442",
            where,
            $"The MD5 of the archive is {sum}; that of the official {form.Archive} is {form.Md5}.",
            "Get the official archive again, or set 'verify' to false if it is meant to be another."
        );

    public static ProblemException Of(string archive, ArchiveException refused) =>
        refused.Fault switch
        {
            ArchiveFault.LeadsOutside => Problem(
                "ROCL0443",
                archive,
                refused.Message,
                "Do not use this archive: the official one holds plain files in one folder, and nothing else.",
                refused
            ),
            ArchiveFault.TooLarge => TooLarge(archive, refused.Message, refused),
            _ => Damaged(archive, refused.Message, refused),
        };

    public static ProblemException TooLarge(string where, long length, long allowed) =>
        TooLarge(where, $"The file has {length} bytes; {allowed} are allowed.");

    public static ProblemException Counts(string where, int count, int official) =>
        Problem(
            "ROCL0448",
            where,
            $"The file has {count} images; the official file has {official}.",
            "Get the official archive again, or set 'verify' to false if it is meant to be a part of the data."
        );

    public static ProblemException Label(string where, int image, LabelSet label, int value) =>
        Problem(
            "ROCL0449",
            where,
            $"Image {image} has the value {value} in {label.Key}; "
                + $"there are {label.Names.Count} classes, numbered from 0 to {label.Names.Count - 1}.",
            FetchAgain
        );

    public static ProblemException Names(string where, string what) =>
        Problem(
            "ROCL0450",
            where,
            what,
            "Get the official archive again, or lay other images out as class folders and use 'image-folder'."
        );

    public static ProblemException Unopened(string where, Exception cause) =>
        Problem(
            "ROCL0451",
            where,
            $"The file or folder cannot be opened: {FaultText.Of(cause, where)}",
            "See that it may be read and that no other program holds it.",
            cause
        );

    public static ProblemException OtherData(string where, string found, string wanted) =>
        Problem("ROCL0452", where, $"These are the files of {found}, not of {wanted}.", $"Use the data set '{found}'.");

    public static ProblemException Mirror(string mirror) =>
        Problem(
            "ROCL0453",
            "mirror",
            $"The mirror '{Archive.Printable(mirror)}' is not an address.",
            "Write the address of the folder that holds the archives, such as https://example.org/cifar."
        );

    public static ProblemException Python(string where, BinaryForm form) =>
        Problem(
            "ROCL0454",
            where,
            "This is the python form of the data: pickled files, which are programs and are not read.",
            $"Give 'path' a folder or {form.Archive}, and let `rocl run --fetch` get it: it holds the same images. "
                + "Or convert the files that you have, as docs/experiments.md shows."
        );

    private static ProblemException TooLarge(string where, string what, Exception? cause = null) =>
        Problem("ROCL0444", where, what, "Get the official archive; none of its files comes near that size.", cause);

    private static ProblemException Problem(
        string code,
        string where,
        string what,
        string remedy,
        Exception? cause = null
    ) => new(new(code, where, what, remedy), cause);
}
