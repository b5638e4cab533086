using System.Globalization;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl show</c>: what runs are doing or how they ended, from their files alone. TorchSharp is
/// not touched.
/// </summary>
internal sealed class ShowVerb(IAnsiConsole console, IFiles files, ErrorOutput errors, TimeProvider clock)
{
    /// <summary>Shows; the exit code.</summary>
    public int Run(ImmutableArray<string> folders)
    {
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
        {
            return errors.Report(
                new Problem(
                    "ROCL0603",
                    missing,
                    "There is no folder of this name.",
                    "Name the folder of a run; `rocl show` lists those in runs/."
                )
            );
        }

        if (folders is [var only] && SuiteFileNames.AreIn(only))
            return Suite(only);
        var runs = (
            folders.IsEmpty ? Below("runs") : folders.SelectMany(folder => LostRecipe.AndRunsIn(files, folder))
        ).ToList();
        if (runs.Count == 0)
        {
            if (!folders.IsEmpty)
            {
                return errors.Report(
                    new Problem(
                        "ROCL0603",
                        folders[0],
                        "The folder holds no run: there is no recipe.json in it.",
                        "Name the folder of a run."
                    )
                );
            }

            console.WriteLine("There is no run in runs/ yet; `rocl run` makes one.");
            return ExitCode.Done;
        }
        foreach (var run in runs)
            Tell(run);
        var finished = runs.Select(run => (run.Name, Summary: SummaryFile.Read(run)))
            .Where(run => run.Summary is not null)
            .ToList();
        if (finished.Count > 0)
            ResultTable.Write(console, [.. finished.Select(run => (run.Name, run.Summary!))]);
        return ExitCode.Done;
    }

    private int Suite(string root) =>
        SuiteSource
            .In(files, root)
            .Match(
                suite =>
                {
                    var folder = new SuiteFolder(files, root, Alone: false);
                    foreach (var run in suite.Runs.Select(folder.Of))
                        Tell(run, again: root);
                    SuiteTable.Of(suite, folder).Show(console);
                    return ExitCode.Done;
                },
                errors.Report
            );

    private void Tell(RunFolder run, string? again = null)
    {
        var records = RunRecord.In(run).Match(read => read, _ => []);
        var glance = JournalGlance.At(run);
        console.WriteLine(State(run, glance.Last, again, records.LastOrDefault()?.Steps));
        foreach (var line in Setbacks.Of(run, glance.Noted))
            console.WriteLine($"{run.Root}: {line}");
        foreach (var line in MonitorLines.Of(glance.Noted))
            console.WriteLine($"{run.Root}: {line}");
        foreach (var change in records.Select(record => record.PluginChange).OfType<PluginChange>())
            console.WriteLine($"{run.Root}: went on with other plugins: {change}");
        foreach (var own in records.Select(record => record.OwnPlugins).OfType<string>().Distinct())
            console.WriteLine($"{run.Root}: went on with its own copies of plugins: {own}");
        foreach (var change in records.Select(record => record.RecipeChange).OfType<string>())
            console.WriteLine($"{run.Root}: went on by another recipe: {change}");
        foreach (var change in records.Select(record => record.DataChange).OfType<string>())
            console.WriteLine($"{run.Root}: went on with other data: {change}");
        foreach (var change in records.Select(record => record.ModelChange).OfType<string>())
            console.WriteLine($"{run.Root}: went on with other models of other runs: {change}");
    }

    private string State(RunFolder run, Metric? last, string? again, long? steps)
    {
        var loss = last?.Loss is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"loss {known:0.000}")
            : "its batch left out";
        var of = steps is null ? "" : $" of {steps}";
        var trained = last is null ? "no step yet" : $"{last.Step + 1}{of} steps, epoch {last.Epoch + 1}, {loss}";
        if (LostRecipe.Is(files, run.Root))
            return $"{run.Root}: its recipe.json is gone, {trained}; environment.json has it in its last entry";
        var command = $"rocl run {again ?? run.Root}";
        return RunState.Of(run) switch
        {
            RunState.Finished => $"{run.Root}: finished, {trained}",
            _ when RunLock.Holder(run) is { } owner =>
                $"{run.Root}: running, {trained}{(last is null ? "" : $", the last step {Age(run)} s ago")}; {owner}",
            RunState.Failed failed =>
                $"{run.Root}: failed with {failed.Problem.Code}, {trained}; try again with: {command}",
            _ => $"{run.Root}: not finished, {trained}; go on with: {command}",
        };
    }

    private string Age(RunFolder run) =>
        Math.Max(0, (clock.GetUtcNow() - File.GetLastWriteTimeUtc(run.Metrics)).TotalSeconds)
            .ToString("0", CultureInfo.InvariantCulture);

    private IEnumerable<RunFolder> Below(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateDirectories(folder)
                .Order(StringComparer.Ordinal)
                .SelectMany(child => LostRecipe.AndRunsIn(files, child));
}
