using System.Text.RegularExpressions;

namespace Shared.Docs;

/// <summary>The commands of a page: lines of its fences that begin with the program.</summary>
public static partial class PageCommands
{
    /// <summary>The commands, without what a shell does with what they print.</summary>
    /// <param name="page">The page's text; lines that a backslash ends are joined.</param>
    public static IEnumerable<string> Of(string page) =>
        from fence in Fences().Matches(page.ReplaceLineEndings("\n"))
        where fence.Groups["language"].Value is "" or "sh"
        from line in fence.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = Command().Match(line)
        where command.Success
        select Spaces().Replace(command.Groups["command"].Value, " ").Trim();

    // Every fence, so that the end of another language's is not taken for a beginning.
    [GeneratedRegex(
        @"^```(?<language>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Fences();

    [GeneratedRegex(@"^([A-Z_]+=\S+ )*(?<command>rocl [^#|>&]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
