using RoCL.Runs.Folders;
using RoCL.Runs.Results;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// How far the runs of a suite have come, read from their files at each question.
/// </summary>
/// <param name="prepared">The suite.</param>
internal sealed class RowStates(PreparedSuite prepared)
{
    private readonly ImmutableArray<SuiteRun> _runs = prepared.Suite.Runs;

    /// <summary>The places of the runs that have neither finished nor failed.</summary>
    public ImmutableArray<int> Open =>
        [.. Enumerable.Range(0, _runs.Length).Where(row => StateOf(row) is not (RunState.Finished or RunState.Failed))];

    /// <summary>The places of the runs that have not finished.</summary>
    public ImmutableArray<int> Unfinished =>
        [.. Enumerable.Range(0, _runs.Length).Where(row => StateOf(row) is not RunState.Finished)];

    /// <summary>The problem of the first run that failed; nothing where none did.</summary>
    public Problem? FirstFailure =>
        Enumerable.Range(0, _runs.Length).Select(StateOf).OfType<RunState.Failed>().FirstOrDefault()?.Problem;

    /// <summary>Such as <c>2 of 4 runs have finished, 1 has failed</c>.</summary>
    public string Summary
    {
        get
        {
            var states = Enumerable.Range(0, _runs.Length).Select(StateOf).ToList();
            return FormattableString.Invariant(
                    $"Finished {states.OfType<RunState.Finished>().Count()} of {states.Count} runs, failed "
                ) + FormattableString.Invariant($"{states.OfType<RunState.Failed>().Count()}");
        }
    }

    /// <summary>The folder of a run.</summary>
    public RunFolder Folder(int row) => prepared.Folder.Of(_runs[row]);

    /// <summary>Whether a process works on a run.</summary>
    public bool IsHeld(int row) => RunLock.Holder(Folder(row)) is not null;

    private RunState StateOf(int row) => RunState.Of(Folder(row));
}
