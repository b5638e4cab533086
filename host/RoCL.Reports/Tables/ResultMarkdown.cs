using System.Globalization;
using RoCL.Reports.Results;

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
        ImmutableArray<string> words =
        [
            "method",
            .. results.HasEvaluations ? ["evaluation"] : Array.Empty<string>(),
            .. results.Versions.IsEmpty ? [] : new[] { "plugin" },
        ];
        ImmutableArray<string> numbers = ["seeds", .. results.Conditions, "images", "seconds"];
        ImmutableArray<string> lines =
        [
            Line([.. words, .. numbers]),
            Line([.. words.Select(_ => "---"), .. numbers.Select(_ => "---:")]),
            .. results.Rows.Select(row => Line([.. Cells(results, row)])),
            "",
            "Accuracy in percent: mean ± sample standard deviation over seeds; of one seed, the 95 % interval "
                + "(Wilson) in brackets.",
            .. results.Protocols.SelectMany(protocol => new[] { "", Escaped(protocol) }),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Cells(ResultSet results, ResultRow row)
    {
        yield return row.Method;
        if (results.HasEvaluations)
            yield return row.Evaluation;
        if (!results.Versions.IsEmpty)
            yield return results.VersionsOf(row);
        yield return $"{row.Seeds.Length}";
        foreach (var condition in results.Conditions)
            yield return row[condition] is { } figure ? Share(figure) : "";
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

    private static string Line(ImmutableArray<string> cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";

    private static string Escaped(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
