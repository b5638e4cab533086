using RoCL.Reports.Results;
using Spectre.Console;

namespace RoCL.Reports.Tables;

/// <summary>A row for each method, a column for each condition.</summary>
internal static class MethodRows
{
    /// <summary>The table.</summary>
    /// <param name="results">The results.</param>
    public static Table Of(ResultSet results)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false }.AddColumn("method");
        if (results.HasEvaluations)
            table.AddColumn("evaluation");
        if (!results.Versions.IsEmpty)
            table.AddColumn("plugin");
        ImmutableArray<string> seeds = results.HasSeeds ? ["seeds"] : [];
        ImmutableArray<string> images = results.HasFigures ? ["images"] : [];
        ImmutableArray<string> numbers =
        [
            .. seeds,
            .. results.Conditions,
            .. images,
            "seconds",
            "images/s",
            "peak MiB",
        ];
        foreach (var column in numbers)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (var row in results.Rows)
            table.AddRow([.. Cells(results, row).Select(Markup.Escape)]);
        return table;
    }

    private static IEnumerable<string> Cells(ResultSet results, ResultRow row)
    {
        yield return row.Title;
        if (results.HasEvaluations)
            yield return row.Evaluation;
        if (!results.Versions.IsEmpty)
            yield return results.VersionsOf(row);
        if (results.HasSeeds)
            yield return $"{row.Seeds.Length}";
        foreach (var condition in results.Conditions)
            yield return ResultCells.Accuracy(row[condition]);
        if (results.HasFigures)
            yield return ResultCells.Images(row.Figures);
        yield return ResultCells.Whole(row.Cost.Seconds);
        yield return ResultCells.Whole(row.Cost.ImagesPerSecond);
        yield return ResultCells.Whole(row.Cost.PeakMemoryMiB);
    }
}
