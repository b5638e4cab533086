namespace RoCL.Core.Ranks;

/// <summary>
/// Where the ranks of a run wait for one another while they make their views: each says where it
/// is, so that none waits for a rank that has failed or is elsewhere.
/// </summary>
/// <param name="collective">The ranks.</param>
/// <param name="notFinite">
/// The code of a fault that all ranks share: numbers that are not finite.
/// </param>
public sealed class Meeting(ICollective collective, string notFinite)
{
    /// <summary>The code of a step in which another rank failed.</summary>
    public const string FailedCode = "ROCL0928";

    /// <summary>The code of ranks that are not in the same place.</summary>
    public const string ApartCode = "ROCL0929";

    private bool _isOver;

    /// <summary>The ranks.</summary>
    public ICollective Collective => collective;

    // Where ranks differ, all of them act on the last of these.
    private enum RankPlace : long
    {
        Asks,
        IsDone,
        IsNotFinite,
        HasFailed,
    }

    /// <summary>
    /// The rows of all ranks, one rank after the other, once all of them ask for these.
    /// </summary>
    /// <param name="rows">This rank's.</param>
    /// <exception cref="ProblemException">
    /// ROCL0928 another rank failed, ROCL0929 it does not ask.
    /// </exception>
    public Tensor Gather(Tensor rows)
    {
        using var quiet = no_grad();
        Meet(RankPlace.Asks);
        return collective.Gather(rows.detach().contiguous());
    }

    /// <summary>Does a rank's own part, and waits until all ranks have done theirs.</summary>
    /// <param name="work">The part.</param>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <exception cref="ProblemException">
    /// The part failed; ROCL0928, or the code of numbers that are not finite, where that of another
    /// rank did; ROCL0929 the ranks are in different places.
    /// </exception>
    public T Together<T>(Func<T> work)
    {
        if (collective.World == 1)
            return work();
        T made;
        try
        {
            made = work();
        }
        catch (Exception fault) when (!_isOver)
        {
            var isNotFinite = (fault as ProblemException)?.Problem.Code == notFinite;
            LastPlace(isNotFinite ? RankPlace.IsNotFinite : RankPlace.HasFailed, out _);
            throw;
        }

        Meet(RankPlace.IsDone);
        return made;
    }

    private void Meet(RankPlace own)
    {
        var last = LastPlace(own, out var areTogether);
        if (areTogether)
            return;
        _isOver = true;
        throw new ProblemException(
            last switch
            {
                RankPlace.IsNotFinite => new(
                    notFinite,
                    RankName,
                    "The views of another rank are not finite.",
                    "Lower the learning rate, or look for a component that gives extreme values."
                ),
                RankPlace.HasFailed => new(
                    FailedCode,
                    RankName,
                    "Another rank failed while it made its views.",
                    "Repair what that rank reports."
                ),
                _ => new(
                    ApartCode,
                    RankName,
                    "The attacks of the ranks ask their objective a different number of times.",
                    "Write a train.microBatch that is no larger than the images of a rank."
                ),
            }
        );
    }

    private string RankName => $"rank {collective.Rank} of {collective.World}";

    // Every rank sees both ends, so every rank sees whether all are in one place.
    private RankPlace LastPlace(RankPlace own, out bool areTogether)
    {
        using var scope = NewDisposeScope();
        var ends = tensor([(long)own, -(long)own]);
        collective.Max(ends);
        var last = (RankPlace)ends[0].item<long>();
        var first = (RankPlace)(-ends[1].item<long>());
        areTogether = first == last;
        return last;
    }
}
