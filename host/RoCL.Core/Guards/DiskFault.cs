namespace RoCL.Core.Guards;

/// <summary>
/// Why an operation on a file failed, by the number that the system gave: what to do follows from
/// it.
/// </summary>
public static class DiskFault
{
    /// <summary>EFBIG on Linux and macOS: the file would pass the limit on file sizes.</summary>
    public const int TooLarge = 27;

    /// <summary>What the limit on file sizes is called in messages.</summary>
    public const string LimitReached = "The limit on the size of files is reached";

    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception says that a file could not be written or read.</summary>
    /// <param name="fault">The exception.</param>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException || IsTooLarge(fault);

    /// <summary>
    /// Whether the runtime threw it since a file would pass the limit on file sizes.
    /// </summary>
    /// <param name="fault">The exception.</param>
    public static bool IsTooLarge(Exception fault) =>
        fault is ArgumentOutOfRangeException { ParamName: "value", StackTrace: { } stack }
        && stack.TrimStart().StartsWith("at System.IO.", StringComparison.Ordinal);

    /// <summary>Whether another folder helps: a limit on file sizes is the process's.</summary>
    /// <param name="fault">The exception.</param>
    public static bool IsOfFolder(Exception fault) => NumberOf(fault) is not (TooLarge or 23 or 24);

    /// <summary>What failed, in one line without its full stop.</summary>
    /// <param name="fault">The exception.</param>
    public static string What(Exception fault) =>
        IsTooLarge(fault) ? LimitReached : Attribution.FirstLine(fault.Message);

    /// <summary>What a person can do, an imperative without its full stop.</summary>
    /// <param name="fault">The exception.</param>
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

    /// <summary>
    /// The same failure with the file in its words: the runtime leaves it out where a limit on file
    /// sizes is met, and throws an exception of another kind.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">The exception.</param>
    public static IOException Named(string path, Exception fault)
    {
        if (fault is IOException known && known.Message.Contains(path, StringComparison.Ordinal))
            return known;
        var words = fault is IOException ? fault.Message : LimitReached;
        return new IOException($"{words} : '{path}'", fault)
        {
            HResult = fault is IOException ? fault.HResult : TooLarge,
        };
    }

    private static int NumberOf(Exception fault)
    {
        if (IsTooLarge(fault))
            return TooLarge;
        return fault.InnerException is IOException inner && fault is IOException ? inner.HResult : fault.HResult;
    }
}
