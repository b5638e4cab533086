using RoCL.Plugins.Checking;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>
/// Rows with many columns: in a terminal as many side by side as are readable, the others below.
/// </summary>
internal static class ColumnGroups
{
    private const int Indent = 2;
    private const int Gap = 2;

    // Wider cells are broken.
    private const int MostOfColumn = 26;

    /// <summary>Writes rows; the first column stands in each group.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="rows">Texts; all rows have the same number of cells.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<string[]> rows)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            PlainColumns.Write(console, rows, Indent);
            return;
        }

        var written = 1;
        while (written < rows[0].Length)
        {
            if (written > 1)
                PlainColumns.Line(console);
            var count = CountThatFits(rows, written, console.Profile.Width);
            var group = rows.Select(row => (string[])[row[0], .. row.AsSpan(written, count)]);
            PlainColumns.Write(console, [.. group], Indent);
            written += count;
        }
    }

    private static int CountThatFits(IReadOnlyList<string[]> rows, int first, int width)
    {
        var room = width - Indent - Gap - rows.Max(row => row[0].Length);
        var count = 0;
        while (first + count < rows[0].Length)
        {
            room -= Math.Min(MostOfColumn, rows.Max(row => row[first + count].Length)) + Gap;
            if (room < 0)
                break;
            count++;
        }

        return Math.Max(1, count);
    }
}
