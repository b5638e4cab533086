using System.Globalization;
using RoCL.Reports.Results;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>Results as Markdown, for papers and pull requests.</summary>
public static class ResultMarkdown
{
    /// <summary>
    /// The table: accuracy in percent, over several seeds mean ± deviation, of one seed with its 95
    /// % interval.
    /// </summary>
    public static string Of(ResultSet results)
    {
        ImmutableArray<string> lines =
        [
            "Accuracy in percent: mean ± sample standard deviation over seeds; of one seed, the 95 % interval "
                + "(Wilson) in brackets.",
            .. results.Protocols.Concat(results.Notes).SelectMany(line => new[] { "", Escaped(line) }),
        ];
        return $"{Rendered(Table(results))}\n{string.Concat(lines.Select(line => line + "\n"))}";
    }

    private static Table Table(ResultSet results)
    {
        ImmutableArray<string> numbers = ["seeds", .. results.Conditions, "images", "seconds"];
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumn(Column("method"));
        if (results.HasEvaluations)
            table.AddColumn(Column("evaluation"));
        if (!results.Versions.IsEmpty)
            table.AddColumn(Column("plugin"));
        foreach (var number in numbers)
            table.AddColumn(Column(number).RightAligned());
        foreach (var row in results.Rows)
            table.AddRow(Cells(results, row).Select(cell => new Text(Escaped(cell))));
        return table;
    }

    // As wide as it is: a line of Markdown that is broken is no row any more.
    private static string Rendered(Table table)
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
        console.Profile.Width = 100_000;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        // This border writes a blank line above and below.
        return text.ToString().Trim() + "\n";
    }

    private static IEnumerable<string> Cells(ResultSet results, ResultRow row)
    {
        yield return row.Title;
        if (results.HasEvaluations)
            yield return row.Evaluation;
        if (!results.Versions.IsEmpty)
            yield return results.VersionsOf(row);
        yield return $"{row.Seeds.Length}";
        foreach (var condition in results.Conditions)
            yield return row[condition] is { } figure ? Share(figure) + figure.Mark : "";
        yield return string.Join(" / ", row.Figures.Select(figure => figure.Images).Distinct());
        yield return row.Cost.Seconds.ToString("0", CultureInfo.InvariantCulture);
    }

    private static string Share(Figure figure) =>
        figure.Interval is [var low, var high]
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * figure.Accuracy.Mean:0.0} [{100 * low:0.0}, {100 * high:0.0}]"
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * figure.Accuracy.Mean:0.0} ± {100 * figure.Accuracy.Deviation:0.0}"
            );

    private static TableColumn Column(string header) => new(new Text(Escaped(header)));

    private static string Escaped(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
