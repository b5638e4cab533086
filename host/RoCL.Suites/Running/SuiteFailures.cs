using RoCL.Runs.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>The problems of a suite so far.</summary>
internal sealed class SuiteFailures
{
    private readonly List<Problem> _inOrder = [];
    private readonly Dictionary<string, Problem> _byRun = [];

    /// <summary>Why the table could not be written last; nothing where it could.</summary>
    public Problem? OfTable { get; set; }

    /// <summary>
    /// The first run's problem, or that of the table; <see langword="null"/> where all is well.
    /// </summary>
    public Problem? First => _inOrder.FirstOrDefault() ?? OfTable;

    /// <summary>Adds the problem of a run.</summary>
    public void Add(SuiteRun run, Problem problem)
    {
        _inOrder.Add(problem);
        _byRun.Add(run.Name, problem);
    }

    /// <summary>By their names, the runs whose folder was moved or deleted.</summary>
    public IReadOnlyDictionary<string, Problem> Gone =>
        _byRun.Where(each => IsGone(each.Value)).ToDictionary(each => each.Key, each => each.Value);

    /// <summary>
    /// Why the training failed that a run shares; <see langword="null"/> where it did not, there is
    /// none, or its folder alone is gone: then the run trains itself.
    /// </summary>
    public Problem? OfDonor(SuiteRun run)
    {
        var failure = run.Donor is { } donor ? _byRun.GetValueOrDefault(donor.Name) : null;
        return failure is null || IsGone(failure) ? null : failure;
    }

    private static bool IsGone(Problem problem) => problem.Code == HeldPlace.LostCode;
}
