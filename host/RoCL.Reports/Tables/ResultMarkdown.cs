using System.Globalization;
using RoCL.Core.Numbers;
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
            .. results.Protocols.Concat(results.Notes).SelectMany(line => new[] { "", MarkdownText.Escaped(line) }),
        ];
        return $"{MarkdownText.Of(Table(results))}\n{string.Concat(lines.Select(line => line + "\n"))}";
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
            table.AddRow(Cells(results, row).Select(cell => new Text(MarkdownText.Escaped(cell))));
        return table;
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

    private static string Share(Figure figure)
    {
        var accuracy = figure.Accuracy;
        var mean = Percentage.Points(accuracy.Mean);
        if (accuracy.Count > 1)
            return $"{mean} ± {Percentage.Points(accuracy.Deviation)}";
        return figure.Interval is [var low, var high]
            ? $"{mean} [{Percentage.Points(low)}, {Percentage.Points(high)}]"
            : mean;
    }

    private static TableColumn Column(string header) => new(new Text(MarkdownText.Escaped(header)));
}
