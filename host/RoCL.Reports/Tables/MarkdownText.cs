using System.Globalization;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>Tables as Markdown.</summary>
public static class MarkdownText
{
    // As wide as it is: a line of Markdown that is broken is no row any more.
    private const int Unlimited = 100_000;

    /// <summary>The lines of a table, each with its end.</summary>
    /// <param name="table">A table with the border of Markdown.</param>
    public static string Of(Table table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new()
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = Unlimited;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        // This border writes a blank line above and below.
        return text.ToString().Trim() + "\n";
    }

    /// <summary>A text as a cell or a line may have it.</summary>
    /// <param name="text">The text.</param>
    public static string Escaped(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
