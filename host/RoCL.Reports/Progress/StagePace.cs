using RoCL.Runs.Progress;

namespace RoCL.Reports.Progress;

/// <summary>
/// How fast a stage of some work advances, from the parts that were finished since it was first
/// heard of: what an earlier process had finished took no time in this one.
/// </summary>
/// <param name="clock">Measures.</param>
public sealed class StagePace(TimeProvider clock)
{
    private long _began = clock.GetTimestamp();
    private long _doneBefore;
    private long _done;

    /// <summary>The stage that is going on.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>How long the stage has been going on.</summary>
    public TimeSpan Spent => clock.GetElapsedTime(_began);

    /// <summary>Takes a report; whether it begins another stage.</summary>
    /// <param name="progress">The report.</param>
    public bool Take(WorkProgress progress)
    {
        var isNew = progress.Stage != Stage;
        // Training that has gone back begins anew, too.
        if (isNew || progress.Done < _done)
        {
            _began = clock.GetTimestamp();
            _doneBefore = progress.Done;
        }

        Stage = progress.Stage;
        _done = progress.Done;
        return isNew;
    }

    /// <summary>
    /// How long the rest of the stage takes at this pace; none before a part was finished.
    /// </summary>
    /// <param name="progress">The last report.</param>
    public TimeSpan? Left(WorkProgress progress)
    {
        var finished = progress.Done - _doneBefore;
        return finished > 0 ? Spent * ((double)(progress.Total - progress.Done) / finished) : null;
    }
}
