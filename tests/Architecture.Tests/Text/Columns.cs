using System.Globalization;

namespace Architecture.Tests.Text;

/// <summary>How wide a line may be.</summary>
internal static class Columns
{
    public const int Code = 120;
    public const int Prose = 100;

    /// <summary>The width of a line: its characters as a reader counts them.</summary>
    public static int Of(string line) => line.Length <= Prose ? line.Length : new StringInfo(line).LengthInTextElements;

    /// <summary>The lines that are too wide, each judged by what stands on it.</summary>
    public static IEnumerable<Finding> TooWide(Document document, Func<int, int> mostAtLine)
    {
        var lines = document.Lines;
        return Enumerable
            .Range(1, lines.Length)
            .Where(line => Of(lines[line - 1]) > mostAtLine(line))
            .Select(line => new Finding(
                document.File,
                line,
                "wide line",
                $"Make it at most {mostAtLine(line)} columns wide; it has {Of(lines[line - 1])}."
            ));
    }
}
