using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Plugins.Checking;
using RoCL.Runs.Folders;
using Spectre.Console;

namespace RoCL.Reports.Listing;

/// <summary>
/// Many runs in a line each, the newest last: state, accuracy, age and size. A thousand take less
/// than a second.
/// </summary>
/// <param name="console">Where they are written.</param>
/// <param name="clock">Says how old a run is.</param>
public sealed class RunList(IAnsiConsole console, TimeProvider clock)
{
    private const double MiB = 1 << 20;

    /// <summary>Writes the list.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="folder">The folder that they lie in; names begin below it.</param>
    public void Write(IReadOnlyCollection<RunFolder> runs, string folder)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var listed = runs.AsParallel()
            .AsOrdered()
            .Select(run => ListedRun.Of(run, Path.GetRelativePath(folder, run.Root)))
            .ToList();
        var rows = listed.OrderBy(run => run.Changed).Select(run => Cells(run, now));
        string[] titles = ["run", "state", "clean", "attacked", "age", "MiB", "attack"];
        foreach (var line in PlainColumns.Lines([titles, .. rows]))
            PlainColumns.Line(console, Cut(line));
    }

    private static string[] Cells(ListedRun run, DateTime now) =>
        [
            run.Name,
            run.State,
            Percent(run.Headline?.Clean),
            Percent(run.Headline?.Attacked),
            Age(now - run.Changed),
            (run.Bytes / MiB).ToString("0.0", CultureInfo.InvariantCulture),
            run.Headline?.Attack ?? "",
        ];

    // The name of the attack stands last, and is what a narrow terminal leaves out.
    private string Cut(string line)
    {
        var width = console.Profile.Width;
        return console.Profile.Out.IsTerminal && line.Length > width ? $"{line[..(width - 1)]}…" : line;
    }

    private static string Percent(double? share) => share is { } measured ? Percentage.Of(measured) : "";

    private static string Age(TimeSpan age) =>
        age.TotalSeconds switch
        {
            < 100 => Text(Math.Max(0, age.TotalSeconds), "s"),
            < 6000 => Text(age.TotalMinutes, "min"),
            < 48 * 3600 => Text(age.TotalHours, "h"),
            _ => Text(age.TotalDays, "d"),
        };

    private static string Text(double number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0} {unit}");
}
