namespace RoCL.Core.Ahead;

/// <summary>What is known of a run before its first step.</summary>
/// <param name="Problems">What it would be refused for.</param>
/// <param name="Warnings">What it is good to know.</param>
public sealed record Outlook(ImmutableArray<Problem> Problems, ImmutableArray<Problem> Warnings)
{
    /// <summary>Nothing is known against the run.</summary>
    public static Outlook Clear { get; } = new([], []);

    /// <summary>Both outlooks together, each sentence once.</summary>
    /// <param name="other">The other outlook.</param>
    public Outlook And(Outlook other) => new([.. Problems.Union(other.Problems)], [.. Warnings.Union(other.Warnings)]);

    /// <summary>Problems that are certain, and warnings of those that are not.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="isCertain">Whether a problem is one whatever the weights are.</param>
    /// <param name="work">What was tried, as the subject of a sentence.</param>
    internal static Outlook Of(IEnumerable<Problem> found, Func<Problem, bool> isCertain, string work)
    {
        var known = found.ToLookup(isCertain);
        return new([.. known[true]], [.. known[false].Select(problem => Certainty.Warning(problem, work))]);
    }
}
