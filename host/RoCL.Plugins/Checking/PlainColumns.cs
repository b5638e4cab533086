using Spectre.Console;

namespace RoCL.Plugins.Checking;

/// <summary>
/// Rows whose cells stand below one another: wrapped inside their columns in a terminal, a line
/// each without colours elsewhere.
/// </summary>
public static class PlainColumns
{
    /// <summary>Writes rows; all have the same number of cells.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="rows">Texts.</param>
    /// <param name="indent">Spaces before the first column.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<string[]> rows, int indent = 0)
    {
        if (rows.Count == 0)
            return;
        if (console.Profile.Out.IsTerminal)
        {
            console.Write(Wrapped(rows, indent));
        }
        else
        {
            foreach (var line in Lines(rows, indent))
                Line(console, line);
        }
    }

    /// <summary>Writes one line, however long it is.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="text">The line.</param>
    /// <param name="bold">Whether a terminal makes it stand out.</param>
    public static void Line(IAnsiConsole console, string text = "", bool bold = false)
    {
        if (console.Profile.Out.IsTerminal)
            console.WriteLine(text, bold ? new Style(decoration: Decoration.Bold) : Style.Plain);
        else
            console.Profile.Out.Writer.WriteLine(text);
    }

    /// <summary>
    /// The rows as lines: every column as wide as its widest cell, two spaces between.
    /// </summary>
    /// <param name="rows">Texts.</param>
    /// <param name="indent">Spaces before the first column.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, int indent = 0)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToList();
        return rows.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))))
            .Select(line => (new string(' ', indent) + line).TrimEnd());
    }

    // The first column names the row and is never broken.
    private static Padder Wrapped(IReadOnlyList<string[]> rows, int indent)
    {
        var grid = new Grid();
        for (var i = 0; i < rows[0].Length; i++)
            grid.AddColumn(new GridColumn { NoWrap = i == 0, Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in rows)
            grid.AddRow([.. row.Select(cell => new Text(cell))]);
        return new Padder(grid, new Padding(indent, 0, 0, 0));
    }
}
