using System.Buffers;
using System.Text.RegularExpressions;

namespace Architecture.Tests.Text;

/// <summary>A word of a text.</summary>
/// <param name="Text">In small letters.</param>
/// <param name="Line">The line that it stands on, the first being 1.</param>
/// <param name="Follows">
/// Whether nothing but spaces and comment signs part it from the word before.
/// </param>
internal sealed partial record Word(string Text, int Line, bool Follows)
{
    private static readonly SearchValues<char> Joints = SearchValues.Create(" \t\r\n/*_-#");

    /// <summary>
    /// The words of a text in order; each part of an identifier (<c>IsLinear</c>, <c>is_linear</c>)
    /// is one.
    /// </summary>
    public static IEnumerable<Word> Of(string text)
    {
        var line = 1;
        var end = 0;
        foreach (Match match in Parts().Matches(Escape().Replace(text, "  ")))
        {
            var gap = text.AsSpan(end, match.Index - end);
            line += gap.Count('\n');
            yield return new(match.Value.ToLowerInvariant(), line, gap.IndexOfAnyExcept(Joints) < 0);
            end = match.Index + match.Length;
        }
    }

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+")]
    private static partial Regex Parts();

    // In a literal, "\n" stands for a line's end and is no letter n.
    [GeneratedRegex(@"\\[abefnrtv0]")]
    private static partial Regex Escape();
}
