namespace RoCL.Datasets.Cifar;

/// <summary>Why data isn't read: every code of this plugin, with its remedy.</summary>
internal static class Refused
{
    private const string FetchAgain =
        "Get the official archive again; what is there is not whole, or not what it should be.";

    public static ProblemException Missing(string where, string what, string remedy) =>
        new(new("ROCL0440", where, what, remedy));

    public static ProblemException CutShort(string where, string what, Exception? cause = null) =>
        new(new("ROCL0441", where, what, FetchAgain), cause);

    public static ProblemException Sum(string where, string what) =>
        new(
            new(
                "ROCL0442",
                where,
                what,
                "Get the official archive again, or set 'verify' to false if it is meant to be another."
            )
        );

    public static ProblemException Outside(string where, string what) =>
        new(
            new(
                "ROCL0443",
                where,
                what,
                "Don't use this archive: the official ones hold plain files in one folder, and nothing else."
            )
        );

    public static ProblemException TooLarge(string where, string what) =>
        new(new("ROCL0444", where, what, "Get the official archive; none of its files comes near that size."));

    public static ProblemException Hostile(string where, string what) =>
        new(
            new(
                "ROCL0445",
                where,
                what,
                "Don't use this file, and don't open it in Python: it is no official batch; nothing of it was run."
            )
        );

    public static ProblemException Pickle(string where, string what) =>
        new(
            new(
                "ROCL0446",
                where,
                what,
                "Get the official archive again, or write the file anew with Python's pickle in protocol 2 or 4."
            )
        );

    public static ProblemException Shape(string where, string what) => new(new("ROCL0447", where, what, FetchAgain));

    public static ProblemException Counts(string where, string what) =>
        new(
            new(
                "ROCL0448",
                where,
                what,
                "Get the official archive again, or set 'verify' to false if it is meant to be a part of the data."
            )
        );

    public static ProblemException Label(string where, string what) => new(new("ROCL0449", where, what, FetchAgain));

    public static ProblemException Names(string where, string what) =>
        new(
            new(
                "ROCL0450",
                where,
                what,
                "Get the official archive again, or lay other images out as class folders and use 'image-folder'."
            )
        );

    public static ProblemException Unopened(string where, Exception cause) =>
        new(
            new(
                "ROCL0451",
                where,
                $"it can't be opened: {cause.Message}",
                "See that the file may be read and that no other program holds it."
            ),
            cause
        );

    public static ProblemException OtherData(string where, string what, string remedy) =>
        new(new("ROCL0452", where, what, remedy));

    public static ProblemException Mirror(string mirror) =>
        new(
            new(
                "ROCL0453",
                "mirror",
                $"'{mirror.Shown()}' is no address.",
                "Write the address of the folder that holds the archives, such as https://example.org/cifar."
            )
        );

    /// <summary>
    /// A text of a file that nobody vouches for, fit for a terminal: short, and without control
    /// characters.
    /// </summary>
    public static string Shown(this string text) =>
        string.Concat(text.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))
        + (text.Length > 80 ? "..." : "");
}
