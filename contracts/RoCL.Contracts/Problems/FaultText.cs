namespace RoCL.Contracts;

/// <summary>The system's words for a file that it does not open, as messages have them.</summary>
public static class FaultText
{
    /// <summary>
    /// The words without the file, which a problem names before them:
    /// <c>Access to the path is denied.</c>
    /// </summary>
    /// <param name="fault">What the system threw.</param>
    /// <param name="path">The path that was to be opened.</param>
    public static string Of(Exception fault, string path) =>
        fault
            .Message.Replace($" : '{path}'", ".", StringComparison.Ordinal)
            .Replace($" '{path}'", "", StringComparison.Ordinal);
}
