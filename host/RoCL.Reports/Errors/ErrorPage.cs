using System.Globalization;
using System.Text;

namespace RoCL.Reports.Errors;

/// <summary>The catalogue as a page of Markdown: <c>docs/errors.md</c>.</summary>
public static class ErrorPage
{
    private const int Columns = 100;

    private const string Beginning = """
        # Error codes

        <!-- Written by `rocl explain --markdown` from the files in host/errors: edit those. -->

        A message of the program begins with `error` or `warning` and one of these codes, which keeps its
        meaning in all versions; a retired code is never used again. `rocl explain CODE` shows what is
        written here. The first two digits decide the exit code, so that a script can tell what to do;
        ROCL0001 alone has one of its own, 1, and a warning stops nothing. The exit code is 75 at the
        time that --stop-after states ("submit me again"), 130 after Ctrl-C, 129 after the terminal was
        closed, and 143 after SIGTERM and every other signal that asks for an end, such as SIGUSR1: a
        checkpoint was written.

        | codes | about | exit code |
        | --- | --- | --- |
        """;

    /// <summary>The whole page; its prose is within 100 columns.</summary>
    /// <param name="catalogue">The errors.</param>
    public static string Of(ErrorCatalogue catalogue)
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n")).Append('\n');
        foreach (var family in catalogue.Families)
            page.Append(Row(family));
        foreach (var family in catalogue.Families)
            page.Append(Section(family));
        return page.ToString();
    }

    private static string Row(ErrorFamily family)
    {
        var exits = family.Errors.Select(error => error.Exit).OfType<int>().Distinct();
        return $"| {family.Errors[0].Code[..6]}xx | {family.Title} | {string.Join(" or ", exits)} |\n";
    }

    private static string Section(ErrorFamily family) =>
        $"\n## {family.Title}\n{string.Concat(family.Errors.Select(Paragraphs))}";

    private static string Paragraphs(ErrorEntry error)
    {
        var kind = error.IsWarning ? "A warning. " : "";
        return $"\n### {error.Code}\n\n"
            + Wrapped("", $"{kind}{error.Sentence}")
            + "\n"
            + Wrapped("- ", $"Cause: {error.Cause}")
            + Wrapped("- ", $"Remedy: {error.Remedy}");
    }

    // A line begins with the mark of a list, or with as many spaces.
    private static string Wrapped(string mark, string text)
    {
        var page = new StringBuilder();
        var line = new StringBuilder(mark);
        foreach (var word in text.Split(' '))
        {
            if (line.Length > mark.Length && line.Length + 1 + word.Length > Columns)
            {
                page.Append(line).Append('\n');
                line.Clear().Append(' ', mark.Length);
            }

            if (line.Length > mark.Length)
                line.Append(' ');
            line.Append(word);
        }

        return page.Append(CultureInfo.InvariantCulture, $"{line}\n").ToString();
    }
}
