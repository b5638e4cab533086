namespace RoCL.Core.Overviews;

/// <summary>What a plugin says, on one line of bounded length.</summary>
internal static class ShortText
{
    private const int Longest = 400;

    /// <summary>The text without line ends, cut where it is too long; empty for null.</summary>
    /// <param name="text">Whatever a plugin returned.</param>
    public static string Of(string? text)
    {
        var line = (text ?? "").ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : $"{line[..Longest]}...";
    }
}
