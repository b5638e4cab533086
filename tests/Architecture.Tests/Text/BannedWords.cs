using System.Buffers;

namespace Architecture.Tests.Text;

/// <summary>
/// Words that no paper of the field uses, in names of files, identifiers, comments, messages, pages
/// and recipes. A part of an identifier is a word (<c>HasClimbed</c>), a part of a word is none
/// (<c>recommend</c>).
/// </summary>
internal static class BannedWords
{
    // Files that have to hold such words, and why.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Directory.Solution.targets"] = "hands on the options of 'dotnet test', whose names are others' choice",
        ["tests/Architecture.Tests/Text/BannedWords.cs"] = "lists them",
        ["tests/Architecture.Tests/Rules/BannedWordsTests.cs"] = "shows that they are found",
    };

    // A text without any of these is not taken apart into words.
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        ["whereabouts", "told", "mend", "blam", "lend", "lent", "stand", "climb", "reckon", "troubl"],
        StringComparison.OrdinalIgnoreCase
    );

    public static IEnumerable<Finding> In(Document document) =>
        Exceptions.ContainsKey(document.File)
            ? []
            : new[] { document.File, document.Text }
                .Where(text => text.AsSpan().ContainsAny(Beginnings))
                .SelectMany(text => Found(document.File, [.. Word.Of(text)]));

    private static IEnumerable<Finding> Found(string file, List<Word> words) =>
        from index in Enumerable.Range(0, words.Count)
        let text = InsteadOf(words[index].Text) is null ? PairAt(words, index) : words[index].Text
        where text is not null
        let advice = InsteadOf(text)
        where advice is not null
        select new Finding(file, words[index].Line, $"word '{text}'", advice);

    // With the word before it, where a pair of words ends so.
    private static string? PairAt(List<Word> words, int index) =>
        words[index] is { Follows: true, Text: "view" or "views" or "still" } && index > 0
            ? $"{words[index - 1].Text} {words[index].Text}"
            : null;

    private static string? InsteadOf(string text) =>
        text switch
        {
            "whereabouts" => "Write 'position'.",
            "told" => "Write 'gets', 'receives', or say what is known.",
            "mend" or "mends" or "mended" or "mending" => "Write 'repair'.",
            "blame" or "blames" or "blamed" or "blaming" => "Write 'attribution' or 'culprit'.",
            "lend" or "lends" or "lent" or "lending" => "Write 'shared', or say who gives what to whom.",
            "standing view" or "standing views" => "Write 'stationary view'.",
            "stand still" or "stands still" or "standing still" => "Write 'stationary', or 'does not change'.",
            _ when IsFormOf("climb", text) => "Write 'gradient network' or 'ascent'.",
            _ when IsFormOf("reckon", text) => "Write 'time estimate' or 'compute'.",
            _ when IsFormOf("troubl", text) => "Write 'cause', 'reason' or 'problem'.",
            _ => null,
        };

    private static bool IsFormOf(string stem, string text) =>
        text.StartsWith(stem, StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal);
}
