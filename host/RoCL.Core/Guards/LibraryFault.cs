namespace RoCL.Core.Guards;

/// <summary>
/// Why a native library was not loaded, out of the runtime's long message: a general line with
/// advice, then one for each file that was tried.
/// </summary>
public static class LibraryFault
{
    private const string Advice = ". In order to help diagnose";
    private const string NotThere = "No such file";

    /// <summary>
    /// The line that has the reason: what the linker found wrong, else which other library it
    /// lacked, else the first file that was not there.
    /// </summary>
    /// <param name="message">The runtime's message.</param>
    public static string Cause(string message)
    {
        var lines = LinesOf(message);
        return Reason(lines) ?? lines.Find(IsOfTriedFile) ?? lines.FirstOrDefault() ?? "";
    }

    /// <summary>
    /// An exception's message in one line, without its full stop: where a library was not loaded,
    /// with the reason in place of the advice.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    public static string What(Exception thrown)
    {
        if (thrown is not DllNotFoundException)
            return Attribution.FirstLine(thrown.Message);
        var general = thrown.Message.Split(Advice)[0];
        var reason = Reason(LinesOf(thrown.Message));
        return reason is null || general == thrown.Message
            ? Attribution.FirstLine(general)
            : $"{Attribution.FirstLine(general)}: {reason}";
    }

    private static List<string> LinesOf(string message) =>
        [.. message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string? Reason(List<string> lines) =>
        lines.Find(line => IsOfTriedFile(line) && !line.Contains(NotThere, StringComparison.Ordinal))
        ?? lines.Find(line => IsOfOther(line, lines[0]));

    private static bool IsOfTriedFile(string line) => FileOf(line) is { } file && HasFolder(file);

    // The linker names what it lacks by its bare name, and so the library that was asked for.
    private static bool IsOfOther(string line, string general) =>
        line.Contains(NotThere, StringComparison.Ordinal)
        && FileOf(line) is { } file
        && !HasFolder(file)
        && !general.Contains($"'{file}'", StringComparison.Ordinal)
        && !general.Contains($"'{Plain(file)}'", StringComparison.Ordinal);

    private static bool HasFolder(string file) => file.Contains('/') || file.Contains('\\');

    private static string? FileOf(string line)
    {
        var end = line.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? null : line[..end];
    }

    private static string Plain(string file)
    {
        var name = file.StartsWith("lib", StringComparison.Ordinal) ? file["lib".Length..] : file;
        return name.Split(".so")[0];
    }
}
