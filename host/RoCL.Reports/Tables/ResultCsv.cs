using System.Globalization;
using CsvHelper;
using RoCL.Reports.Results;

namespace RoCL.Reports.Tables;

/// <summary>
/// Results as comma-separated values (RFC 4180): a line for each condition of each row, in raw
/// numbers.
/// </summary>
public static class ResultCsv
{
    /// <summary>
    /// The whole file. One seed has an interval and no deviation, several the other way round.
    /// </summary>
    public static string Of(ResultSet results)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            csv.WriteRecords(
                results.Rows.SelectMany(row =>
                    row.Figures.Select(figure => new
                    {
                        method = row.Method,
                        evaluation = row.Evaluation,
                        protocol = string.Join(" / ", row.Protocols.Concat(row.Notes)),
                        condition = figure.Condition,
                        threat = figure.Threat,
                        seeds = figure.Accuracy.Count,
                        mean = figure.Accuracy.Mean,
                        deviation = figure.Accuracy.Count > 1 ? figure.Accuracy.Deviation : (double?)null,
                        low = figure.Interval?[0],
                        high = figure.Interval?[1],
                        images = figure.Images,
                        plugins = string.Join("; ", row.Plugins),
                        signs = string.Join("; ", figure.Signs),
                    })
                )
            );
        }
        return text.ToString();
    }
}
