using System.Globalization;
using RoCL.Runs.Checking;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;
using Spectre.Console;

namespace RoCL.Reports.Results;

/// <summary>What a run is doing or how it ended, in lines.</summary>
/// <param name="console">Where they are written.</param>
/// <param name="clock">Says how long ago a step was.</param>
public sealed class RunLines(IAnsiConsole console, TimeProvider clock)
{
    /// <summary>Writes the lines of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="again">
    /// The folder that it goes on by, where that is not its own but its suite's.
    /// </param>
    public void Write(RunFolder run, string? again = null)
    {
        var records = RunRecord.In(run).Match(read => read, _ => []);
        var glance = JournalGlance.At(run);
        console.WriteLine(State(run, glance.Last, again, records.LastOrDefault()?.Steps));
        if (!LostRecipe.Is(run.Root) && RunRecords.Silence(run) is { } silence)
            console.WriteLine($"{run.Root}: {Silent(silence)}");
        if (RecordedRecipe.EditsInFolder(run) is { } edits)
            console.WriteLine($"{run.Root}: {ResultChanges.Edited(edits)}; environment.json has that one");
        if (records.LastOrDefault(record => record.Parent is not null)?.Parent is { } parent)
            console.WriteLine($"{run.Root}: goes on from {parent}");
        foreach (var line in Setbacks.Of(run, glance.Noted))
            console.WriteLine($"{run.Root}: {line}");
        foreach (var line in MonitorLines.Of(glance.Noted))
            console.WriteLine($"{run.Root}: {line}");
        var later = LaterEvaluations.Of(run);
        if (later.Count > 0)
        {
            var where = again is null ? "" : $"; rocl show {run.Root} has their figures";
            console.WriteLine($"{run.Root}: {later.Count} later evaluation(s), the last {later[^1].Name}{where}");
        }

        foreach (var (name, summary) in later)
        {
            foreach (var line in ResultChanges.Of(summary))
                console.WriteLine($"{run.Root}: evaluation {name}: {line}");
        }

        foreach (var own in records.Select(record => record.OwnPlugins).OfType<string>().Distinct())
            console.WriteLine($"{run.Root}: went on with its own copies of plugins: {own}");
        foreach (var line in WentOn.Lines(records))
            console.WriteLine($"{run.Root}: {line}");
    }

    private string State(RunFolder run, Metric? last, string? again, long? steps)
    {
        var loss = last?.Loss is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"loss {known:0.000}")
            : "its batch left out";
        var of = steps is null ? "" : $" of {steps}";
        var trained = last is null ? "no step yet" : $"{last.Step + 1}{of} steps, epoch {last.Epoch + 1}, {loss}";
        if (LostRecipe.Is(run.Root))
            return $"{run.Root}: its recipe.json is gone, {trained}; environment.json has it in its last entry";
        var command = $"rocl run {again ?? run.Root}";
        return RunState.Of(run) switch
        {
            RunState.Finished => $"{run.Root}: finished, {trained}",
            _ when RunLock.Holder(run) is { } owner =>
                $"{run.Root}: running, {trained}{(last is null ? "" : $", the last step {Age(run)} s ago")}; {owner}",
            RunState.Failed failed => $"{run.Root}: failed with {Codes(failed)}, {trained}; try again with: {command}",
            _ => $"{run.Root}: not finished, {trained}; go on with: {command}",
        };
    }

    private static string Silent(Problem silence) =>
        $"environment.json: {char.ToLowerInvariant(silence.What[0])}{silence.What[1..].TrimEnd('.')} ({silence.Code})";

    private static string Codes(RunState.Failed failed) =>
        string.Join(", ", failed.Problems.Select(problem => problem.Code).Distinct());

    private string Age(RunFolder run) =>
        Math.Max(0, (clock.GetUtcNow() - File.GetLastWriteTimeUtc(run.Metrics)).TotalSeconds)
            .ToString("0", CultureInfo.InvariantCulture);
}
