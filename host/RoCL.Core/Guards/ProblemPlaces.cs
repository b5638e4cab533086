namespace RoCL.Core.Guards;

/// <summary>
/// Problems that are passed on with a nearer place: that of the work they stopped.
/// </summary>
public static class ProblemPlaces
{
    /// <summary>The same problems, all of them, at other places.</summary>
    /// <param name="fault">The problems.</param>
    /// <param name="place">The new place of a problem, from the one that it names.</param>
    /// <param name="cause">The exception for the log.</param>
    public static ProblemException At(this ProblemException fault, Func<string, string> place, Exception? cause)
    {
        ImmutableArray<Problem> placed =
        [
            .. fault.Problems.Select(problem => problem with { Where = place(problem.Where) }),
        ];
        return placed is [var only] ? new(only, cause) : ProblemException.Of(placed);
    }
}
