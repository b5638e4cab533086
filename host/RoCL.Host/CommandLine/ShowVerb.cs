using RoCL.Host.Reports;
using RoCL.Host.Runs;
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
        var runs = (folders.IsEmpty ? Below("runs") : folders.SelectMany(RunFolder.In)).ToList();
        if (runs.Count == 0)
        {
            if (!folders.IsEmpty)
                return errors.Report(new Problem("ROCL0603", folders[0], "holds no run: there is no recipe.json in it.",
                    "Name the folder of a run."));
            console.WriteLine("There is no run in runs/ yet; `rocl run` makes one.");
            return ExitCode.Done;
        }
        foreach (var run in runs) console.WriteLine(State(run));
        var finished = runs.Select(run => (run.Name, Summary: SummaryFile.Read(run))).Where(run => run.Summary is not null).ToList();
        if (finished.Count > 0)
            ResultTable.Write(console, [.. finished.Select(run => (run.Name, run.Summary!))]);
        return ExitCode.Done;
    }

    private static string State(RunFolder run)
    {
        var last = Metrics.Read(run.Metrics).LastOrDefault();
        var trained = last is null ? "no step yet" : $"{last.Step + 1} steps, epoch {last.Epoch + 1}, loss {last.Loss:0.000}";
        return File.Exists(run.Summary)
            ? $"{run.Root}: finished, {trained}"
            : $"{run.Root}: not finished, {trained}; go on with: rocl run {run.Root}";
    }

    private static IEnumerable<RunFolder> Below(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder)
        .Order(StringComparer.Ordinal).SelectMany(RunFolder.In);
}
