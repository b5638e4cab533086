using RoCL.Host.Reports;
using RoCL.Host.Runs;
using RoCL.Host.Suites;
using RoCL.Host.Trust;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl show</c>: what runs are doing or how they ended, from their files alone. TorchSharp is not touched.</summary>
internal sealed class ShowVerb(IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Shows; the exit code.</summary>
    public int Run(ImmutableArray<string> folders)
    {
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            return errors.Report(new Problem("ROCL0603", missing, "is no folder.",
                "Name the folder of a run; `rocl show` lists those in runs/."));
        if (folders is [var only] && SuiteFolder.Is(only)) return Suite(only);
        var runs = (folders.IsEmpty ? Below("runs") : folders.SelectMany(RunFolder.In)).ToList();
        if (runs.Count == 0)
        {
            if (!folders.IsEmpty)
                return errors.Report(new Problem("ROCL0603", folders[0], "holds no run: there is no recipe.json in it.",
                    "Name the folder of a run."));
            console.WriteLine("There is no run in runs/ yet; `rocl run` makes one.");
            return ExitCode.Done;
        }
        foreach (var run in runs) Tell(run);
        var finished = runs.Select(run => (run.Name, Summary: SummaryFile.Read(run))).Where(run => run.Summary is not null).ToList();
        if (finished.Count > 0)
            ResultTable.Write(console, [.. finished.Select(run => (run.Name, run.Summary!))]);
        return ExitCode.Done;
    }

    private int Suite(string root) => SuiteSource.In(root).Match(suite =>
    {
        var folder = new SuiteFolder(root, Alone: false);
        foreach (var run in suite.Runs.Select(folder.Of)) Tell(run, again: root);
        SuiteTable.Of(suite, folder).Show(console);
        return ExitCode.Done;
    }, errors.Report);

    private void Tell(RunFolder run, string? again = null)
    {
        console.WriteLine(State(run, again));
        foreach (var change in RunRecord.In(run).Match(records => records, _ => []).Select(record => record.PluginChange).OfType<PluginChange>())
            console.WriteLine($"{run.Root}: went on with other plugins: {change}");
    }

    private static string State(RunFolder run, string? again)
    {
        var last = Metrics.Read(run.Metrics).LastOrDefault();
        var trained = last is null ? "no step yet" : $"{last.Step + 1} steps, epoch {last.Epoch + 1}, loss {last.Loss:0.000}";
        var command = $"rocl run {again ?? run.Root}";
        return RunState.Of(run) switch
        {
            RunState.Finished => $"{run.Root}: finished, {trained}",
            RunState.Failed failed => $"{run.Root}: failed with {failed.Problem.Code}, {trained}; try again with: {command}",
            _ => $"{run.Root}: not finished, {trained}; go on with: {command}",
        };
    }

    private static IEnumerable<RunFolder> Below(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder)
        .Order(StringComparer.Ordinal).SelectMany(RunFolder.In);
}
