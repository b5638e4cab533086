using System.Globalization;
using Spectre.Console;

namespace RoCL.Reports.Following;

/// <summary>The table that changes on a terminal.</summary>
internal static class FollowTable
{
    /// <summary>The table.</summary>
    /// <param name="runs">The runs as they were seen last.</param>
    /// <param name="paces">How fast each goes, by its name.</param>
    public static Table Of(IEnumerable<FollowedRun> runs, IReadOnlyDictionary<string, FollowPace> paces)
    {
        var table = new Table { Border = TableBorder.Ascii2, ShowRowSeparators = false };
        table.AddColumns("run", "state");
        foreach (var title in new[] { "step", "loss", "steps/s", "left" })
            table.AddColumn(new TableColumn(title).RightAligned());
        table.AddColumn("numbers");
        foreach (var run in runs)
            table.AddRow([.. Cells(run, paces[run.Name]).Select(cell => new Text(cell))]);
        return table;
    }

    private static IEnumerable<string> Cells(FollowedRun run, FollowPace pace) =>
        [
            run.Name,
            run.State,
            run.Position,
            run.Loss is { } loss ? loss.ToString("0.000", CultureInfo.InvariantCulture) : "",
            pace.StepsPerSecond is { } steps ? steps.ToString("0.0", CultureInfo.InvariantCulture) : "",
            pace.Left(run),
            run.Numbers,
        ];
}
