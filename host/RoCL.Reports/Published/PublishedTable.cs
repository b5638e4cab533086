using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using Spectre.Console;

namespace RoCL.Reports.Published;

/// <summary>What is published beside what was measured, on a terminal and as Markdown.</summary>
public static class PublishedTable
{
    private static readonly ImmutableArray<string> Measures = ["SA", "RA", "CA"];

    /// <summary>Writes it to a terminal; nothing where nothing is published.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(IAnsiConsole console, ImmutableArray<PublishedRow> rows)
    {
        if (rows.IsEmpty)
            return;
        console.WriteLine();
        var wide = Wide(rows, TableBorder.Ascii2);
        console.Write(TableFit.Fits(console, wide) ? wide : Narrow(rows));
        foreach (var line in Lines(rows))
            console.WriteLine(line);
    }

    /// <summary>As Markdown after an empty line; empty where nothing is published.</summary>
    /// <param name="rows">The rows.</param>
    public static string Markdown(ImmutableArray<PublishedRow> rows) =>
        rows.IsEmpty
            ? ""
            : $"\n{MarkdownText.Of(Wide(rows, TableBorder.Markdown))}"
                + string.Concat(Lines(rows).Select(line => $"\n{MarkdownText.Escaped(line)}\n"));

    private static Table Wide(ImmutableArray<PublishedRow> rows, TableBorder border)
    {
        var table = new Table { Border = border }.AddColumns("method", "protocol");
        foreach (var measure in Measures)
        {
            table.AddColumn(new TableColumn($"{measure} published").RightAligned());
            table.AddColumn(new TableColumn($"{measure} here (difference)").RightAligned());
        }

        foreach (var row in rows)
            table.AddRow([Markup.Escape(row.Method), row.Protocol, .. Cells(row)]);
        return table;
    }

    // A line for each figure, for narrow terminals.
    private static Table Narrow(ImmutableArray<PublishedRow> rows)
    {
        var table = new Table { Border = TableBorder.Ascii2 }.AddColumns("method", "protocol", "");
        table.AddColumn(new TableColumn("published").RightAligned());
        table.AddColumn(new TableColumn("here (difference)").RightAligned());
        foreach (var row in rows)
        {
            var cells = Cells(row);
            foreach (var (place, measure) in Measures.Index())
                table.AddRow(Markup.Escape(row.Method), row.Protocol, measure, cells[2 * place], cells[2 * place + 1]);
        }

        return table;
    }

    private static string[] Cells(PublishedRow row) =>
        [
            Points(row.Published.Standard),
            Here(row.Standard, row.Published.Standard),
            Points(row.Published.Robust),
            Here(row.Robust, row.Published.Robust),
            Points(row.Published.Corrupted),
            Here(row.Corrupted, row.Published.Corrupted),
        ];

    private static IEnumerable<string> Lines(ImmutableArray<PublishedRow> rows)
    {
        yield return "In percent: SA on clean images; RA under AutoAttack, L-infinity 8/255; CA the mean under "
            + "corruptions, published for the 15 kinds of CIFAR-10-C, here for the kinds that were measured.";
        var attacks = rows.Select(row => row.Robust).OfType<Figure>().Select(figure => figure.Condition).Distinct();
        foreach (var attack in attacks)
            yield return $"RA here: {attack}.";
        foreach (var source in rows.GroupBy(row => (row.Published.Setting, row.Published.Source)))
        {
            var methods = string.Join(", ", source.Select(row => row.Method).Distinct());
            yield return $"Published for {methods} on {source.Key.Setting}: {source.Key.Source}.";
        }
    }

    private static string Here(Figure? figure, double? published)
    {
        if (figure is null)
            return "";
        var accuracy = figure.Accuracy;
        var spread = accuracy.Count > 1 ? $" ± {Percentage.Points(accuracy.Deviation)}" : "";
        var difference = published is { } theirs ? $" ({Percentage.Change(100 * accuracy.Mean - theirs)})" : "";
        return $"{Percentage.Points(accuracy.Mean)}{spread}{difference}{figure.Mark}";
    }

    private static string Points(double? percent) => percent?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";
}
