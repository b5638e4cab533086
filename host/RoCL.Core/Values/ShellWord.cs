namespace RoCL.Core.Values;

/// <summary>A word of a command line that is shown to a person.</summary>
public static class ShellWord
{
    /// <summary>The word, in quotes where it has a space.</summary>
    /// <param name="word">A path or an option.</param>
    public static string Of(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
