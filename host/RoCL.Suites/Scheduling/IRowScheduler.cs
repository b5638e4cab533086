using RoCL.Core;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// Where the runs of a suite are made. What became of a run stands in its folder, whoever makes it;
/// a scheduler's own view is a hint.
/// </summary>
public interface IRowScheduler
{
    /// <summary>Hands runs over.</summary>
    /// <param name="rows">Their places in the suite's list of runs.</param>
    /// <returns>
    /// A sentence that says what was done, or why it could not be; nothing that was handed over
    /// before is lost.
    /// </returns>
    Result<string> Submit(ImmutableArray<int> rows);

    /// <summary>
    /// The runs that wait or are at work, each with the scheduler's words for it.
    /// </summary>
    Result<ImmutableDictionary<int, string>> Poll();

    /// <summary>Whether a person has cancelled a run since it was handed over last.</summary>
    /// <param name="row">Its place in the suite's list of runs.</param>
    bool IsCancelled(int row);

    /// <summary>Ends what was handed over and is not done; it can go on later.</summary>
    /// <returns>A sentence that says what was done, or why it could not be.</returns>
    Result<string> Cancel();
}
