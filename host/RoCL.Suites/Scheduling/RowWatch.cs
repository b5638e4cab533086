using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Suites.Running;
using Spectre.Console;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// Watches runs that a scheduler makes, until each has finished or failed. Their files decide; the
/// queue is a hint. A run that is in neither is submitted again, unless a person has cancelled it.
/// </summary>
/// <param name="scheduler">Who makes them.</param>
/// <param name="prepared">The suite.</param>
/// <param name="interval">How often it looks.</param>
/// <param name="console">Where it is said how far they have come.</param>
/// <param name="errors">Where the person is warned.</param>
public sealed class RowWatch(
    IRowScheduler scheduler,
    PreparedSuite prepared,
    TimeSpan interval,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    private const int LooksUntilLost = 2;
    private const int Submissions = 3;

    private readonly RowStates _rows = new(prepared);
    private readonly Dictionary<int, int> _missed = [];
    private readonly Dictionary<int, RowTries> _tries = [];
    private string _said = "";
    private bool _isUnheard;

    /// <summary>The runs that were given up, each with the reason.</summary>
    public ImmutableSortedDictionary<int, Problem> GivenUp { get; private set; } =
        ImmutableSortedDictionary<int, Problem>.Empty;

    /// <summary>Watches to the end.</summary>
    /// <param name="signals">What ends the watching; the runs go on.</param>
    /// <returns>Whether all runs have ended; otherwise the person stopped it.</returns>
    public bool Watch(Signals signals)
    {
        while (true)
        {
            var polled = scheduler.Poll();
            var open = _rows.Open.Where(row => !GivenUp.ContainsKey(row)).ToImmutableArray();
            if (open.IsEmpty)
                return true;
            if (polled is Result<ImmutableDictionary<int, string>>.Ok { Value: var queue })
                Look(open, queue);
            else
                Unheard(polled.Problems[0]);
            if (signals.Stop.WaitHandle.WaitOne(interval))
                return false;
        }
    }

    private void Look(ImmutableArray<int> open, ImmutableDictionary<int, string> queue)
    {
        _isUnheard = false;
        Say(open, queue);
        var lost = open.Where(row => !queue.ContainsKey(row) && !_rows.IsHeld(row)).ToImmutableArray();
        foreach (var row in _missed.Keys.Except(lost).ToList())
            _missed.Remove(row);
        foreach (var row in lost)
            _missed[row] = _missed.GetValueOrDefault(row) + 1;
        // An entry may leave the queue a moment before the file arrives, on a network's disk.
        var gone = lost.Where(row => _missed[row] >= LooksUntilLost).ToLookup(scheduler.IsCancelled);
        GiveUp([.. gone[true]]);
        var again = TakeTries(gone[false]);
        if (again.IsEmpty)
            return;
        errors.Warn($"{Names(again)}: neither finished nor in the queue; submitted again.");
        foreach (var row in again)
            _missed.Remove(row);
        var submitted = scheduler.Submit(again);
        if (submitted is Result<string>.Ok { Value: var sentence })
            console.WriteLine(sentence);
        else
            Unheard(submitted.Problems[0]);
    }

    private void GiveUp(ImmutableArray<int> cancelled)
    {
        if (cancelled.IsEmpty)
            return;
        var root = prepared.Folder.Root;
        var problem = new Problem(
            "ROCL0912",
            root,
            $"The jobs were cancelled, and are not submitted again: {Names(cancelled)}.",
            $"Go on by `rocl run {root} --on slurm`."
        );
        GivenUp = GivenUp.AddRange(cancelled.Select(row => KeyValuePair.Create(row, problem)));
        errors.Report(problem);
    }

    // The rows that have a try left, which is counted.
    private ImmutableArray<int> TakeTries(IEnumerable<int> rows)
    {
        var again = ImmutableArray.CreateBuilder<int>();
        foreach (var row in rows)
        {
            if (TakeTry(row))
                again.Add(row);
        }

        return again.ToImmutable();
    }

    // Without progress a run is not submitted for ever.
    private bool TakeTry(int row)
    {
        var steps = CheckpointStore.TrainedSteps(_rows.Folder(row));
        var before = _tries.GetValueOrDefault(row) ?? new RowTries(steps, 0);
        var tries = before.Steps == steps ? before with { Count = before.Count + 1 } : new RowTries(steps, 1);
        _tries[row] = tries;
        if (tries.Count <= Submissions)
            return true;
        var problem = NoProgress(_rows.Folder(row), steps);
        GivenUp = GivenUp.Add(row, problem);
        errors.Report(problem);
        return false;
    }

    private void Unheard(Problem problem)
    {
        if (!_isUnheard)
            errors.Warn($"{problem} The runs go on meanwhile.");
        _isUnheard = true;
    }

    private void Say(ImmutableArray<int> open, ImmutableDictionary<int, string> queue)
    {
        var states = open.GroupBy(row => queue.GetValueOrDefault(row, "not in the queue"))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}"));
        var line = $"{_rows.Summary}: {string.Join(", ", states)}";
        if (line != _said)
            console.WriteLine(line);
        _said = line;
    }

    private string Names(ImmutableArray<int> rows) =>
        string.Join(", ", rows.Select(row => prepared.Suite.Runs[row].Name));

    private static Problem NoProgress(RunFolder run, long steps) =>
        new(
            "ROCL0910",
            run.Root,
            FormattableString.Invariant(
                $"The run ended {Submissions + 1} times without a word and without progress, at step {steps}."
            ),
            "Read the run's log in the folder slurm; give its jobs more time or memory, then go on with the folder."
        );

    private sealed record RowTries(long Steps, int Count);
}
