using System.Text.RegularExpressions;

namespace Processes.Tests.Docs;

/// <summary>
/// A page of the documentation as something that can be done, from top to bottom.
/// </summary>
/// <remarks>
/// A fence of <c>sh</c> is typed; a fence below a line of a file's name and a colon,
/// <c>`SignMomentum.cs`:</c>, is that file's content; each line of a fence of <c>text</c> stands in
/// what the commands before it said, in this order. Any other fence fails: nobody would try it.
/// </remarks>
internal static partial class Page
{
    /// <summary>What a reader does, in order.</summary>
    public static IReadOnlyList<Deed> Deeds(string markdown) =>
        [
            .. Fence()
                .Matches(markdown.ReplaceLineEndings("\n"))
                .Select(fence =>
                    (fence.Groups["language"].Value, fence.Groups["file"].Value, fence.Groups["text"].Value) switch
                    {
                        (_, { Length: > 0 } file, var text) => (Deed)new Deed.Write(file, text),
                        ("sh", _, var text) => new Deed.Type(text),
                        ("text", _, var text) => new Deed.Read([
                            .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                        ]),
                        (var language, _, var text) => throw new AssertionException(
                            $"A fence of '{language}' that nobody tries:\n{text}"
                        ),
                    }
                ),
        ];

    [GeneratedRegex(
        @"(?:^`(?<file>[^`\n]+)`:\n)?^```(?<language>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Fence();
}

/// <summary>Something that a page tells its reader.</summary>
internal abstract record Deed
{
    /// <summary>Save a file.</summary>
    public sealed record Write(string File, string Text) : Deed;

    /// <summary>Type commands into a shell.</summary>
    public sealed record Type(string Commands) : Deed;

    /// <summary>See these lines.</summary>
    public sealed record Read(IReadOnlyList<string> Lines) : Deed;
}
