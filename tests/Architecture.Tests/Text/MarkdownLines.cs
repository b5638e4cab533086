using System.Text.RegularExpressions;

namespace Architecture.Tests.Text;

/// <summary>
/// Prose has 100 columns, fenced code 120. A row of a table and a line that is one link cannot be
/// broken, and may be wider.
/// </summary>
internal static partial class MarkdownLines
{
    public static IEnumerable<Finding> In(Document page)
    {
        var widths = new List<int>();
        var inCode = false;
        foreach (var line in page.Lines)
        {
            inCode ^= Fence().IsMatch(line);
            widths.Add(inCode ? Columns.Code : OfProse(line));
        }

        return Columns.TooWide(page, line => widths[line - 1]);
    }

    private static int OfProse(string line) => Unbreakable().IsMatch(line) ? int.MaxValue : Columns.Prose;

    [GeneratedRegex(@"^\s*(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(\||([-*+]\s+|\d+\.\s+)?(\[[^\]]*\]:\s*\S+|!?\[[^\]]*\]\([^)]*\)|<?https?://\S+)[.,;]?\s*$)")]
    private static partial Regex Unbreakable();
}
