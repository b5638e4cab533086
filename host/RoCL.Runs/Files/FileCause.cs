using System.Globalization;

namespace RoCL.Runs.Files;

/// <summary>
/// Why an operation on a file failed, by the number that the system gave: what to do follows from
/// it.
/// </summary>
public static class FileCause
{
    /// <summary>EFBIG on Linux and macOS: the file would pass the limit on file sizes.</summary>
    public const int TooLarge = 27;

    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>What a person can do, an imperative without its full stop.</summary>
    public static string Remedy(Exception fault) =>
        NumberOf(fault) switch
        {
            TooLarge => "Raise the limit on the size of files (`ulimit -f`, or the batch system's setting)",
            28 or WindowsDiskFull => "Make room on the disk",
            122 or 69 => "Delete what is no longer needed, or have your quota on the disk raised",
            30 => "Have the disk mounted so that it can be written, or move the folder to another one",
            5 => "Look at the disk and at the system's log, and move the folder to a disk that is sound",
            23 or 24 => "Allow more open files (`ulimit -n`)",
            _ when fault is UnauthorizedAccessException => "Make the folder writable",
            _ => "Make room on the disk, or make the folder writable",
        };

    /// <summary>What failed, in one line without its full stop.</summary>
    public static string What(Exception fault) => fault.Message.Split('\n')[0].Trim().TrimEnd('.');

    /// <summary>
    /// The same failure with the file in its words: the runtime leaves it out where a limit on file
    /// sizes is met, and throws an exception of another kind.
    /// </summary>
    public static IOException Named(string path, Exception fault)
    {
        if (fault is IOException known && known.Message.Contains(path, StringComparison.Ordinal))
            return known;
        var number = fault is IOException ? fault.HResult : TooLarge;
        var words = fault is IOException ? fault.Message : "The limit on the size of files is reached";
        return new IOException(string.Create(CultureInfo.InvariantCulture, $"{words} : '{path}'"), fault)
        {
            HResult = number,
        };
    }

    /// <summary>
    /// Whether the runtime threw it since a file would pass the limit on file sizes.
    /// </summary>
    public static bool IsTooLarge(Exception fault) =>
        fault is ArgumentOutOfRangeException { ParamName: "value", StackTrace: { } stack }
        && stack.TrimStart().StartsWith("at System.IO.", StringComparison.Ordinal);

    private static int NumberOf(Exception fault) =>
        fault.InnerException is IOException inner && fault is IOException ? inner.HResult : fault.HResult;
}
