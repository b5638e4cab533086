using RoCL.Plugins.Checking;
using Spectre.Console;

namespace RoCL.Reports.Comparing;

/// <summary>
/// Differences on a terminal: a row each where rows fit, else two lines, as their names are long.
/// </summary>
internal static class DifferenceRows
{
    private const int Indent = 2;

    /// <summary>Writes the differences.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="differences">One at least.</param>
    public static void Write(IAnsiConsole console, ImmutableArray<ConditionDifference> differences)
    {
        var names = DifferenceWords.NamesOf(differences);
        ImmutableArray<string[]> rows =
        [
            .. differences.Select(
                (each, i) => new[] { names[i], DifferenceWords.Points(each), each.VerdictWords, each.Evidence }
            ),
        ];
        var width = PlainColumns.Lines(rows, Indent).Max(line => line.Length);
        if (!console.Profile.Out.IsTerminal || width <= console.Profile.Width)
            PlainColumns.Write(console, rows, Indent);
        else
            WriteInPairs(console, rows);
    }

    private static void WriteInPairs(IAnsiConsole console, ImmutableArray<string[]> rows)
    {
        foreach (var row in rows)
        {
            PlainColumns.Line(console, $"  {row[0]}: {row[1]}, {row[2]}");
            console.Write(new Padder(new Text(row[3]), new Padding(2 * Indent, 0, 0, 0)));
        }
    }
}
