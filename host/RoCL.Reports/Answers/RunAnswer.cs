using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Answers;

/// <summary>What <c>rocl show --json</c> and <c>rocl evaluate --json</c> write of runs.</summary>
public static class RunAnswer
{
    /// <summary>
    /// The state of runs from their files, and their results where they finished.
    /// </summary>
    /// <param name="runs">The runs.</param>
    public static object Of(IEnumerable<RunFolder> runs) => new { Runs = runs.Select(Of).ToList() };

    /// <summary>The results of evaluations.</summary>
    /// <param name="results">The names of the runs, and what was measured.</param>
    public static object Of(IEnumerable<(string Name, Summary Summary)> results) =>
        new { Results = results.Select(each => new { each.Name, each.Summary }).ToList() };

    private static object Of(RunFolder run)
    {
        var state = RunState.Of(run);
        var last = JournalGlance.At(run).Last;
        var records = RunRecord.In(run).Match(read => read, _ => []);
        return new
        {
            Folder = run.Root,
            State = Word(state, run),
            Step = last is null ? 0 : last.Step + 1,
            Steps = records.LastOrDefault()?.Steps,
            last?.Epoch,
            last?.Loss,
            EditedRecipe = RecordedRecipe.EditsInFolder(run),
            Problems = state is RunState.Failed failed ? failed.Problems : [],
            Summary = state is RunState.Finished finished ? finished.Summary : null,
            Later = LaterEvaluations.Of(run).Select(each => new { each.Name, each.Summary }).ToList(),
        };
    }

    private static string Word(RunState state, RunFolder run) =>
        state switch
        {
            RunState.Finished => "finished",
            _ when LostRecipe.Is(run.Root) => "no recipe.json",
            _ when RunLock.Holder(run) is not null => "running",
            RunState.Failed => "failed",
            _ => "unfinished",
        };
}
