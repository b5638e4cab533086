using System.Text.Json.Serialization;

namespace RoCL.Runs.Recovery;

/// <summary>
/// How often a training was tried again, in whatever process; weights and metrics follow from none
/// of it.
/// </summary>
/// <param name="Count">In all.</param>
/// <param name="Last">The last of them, in their order; a hundred at most.</param>
public sealed record RetryHistory(int Count, ImmutableArray<Retry> Last)
{
    private const int Most = 100;

    /// <summary>Never yet.</summary>
    public static RetryHistory None { get; } = new(0, []);

    /// <summary>Whether a run could have come by it.</summary>
    [JsonIgnore]
    public bool Possible =>
        Count > 0
        && Last is { IsDefaultOrEmpty: false, Length: <= Most }
        && Last.Length <= Count
        && Last.All(retry => retry is { Attempt: > 0, Step: >= 0 });

    /// <summary>After one more.</summary>
    public RetryHistory With(Retry retry) => new(Count + 1, [.. Last.TakeLast(Most - 1), retry]);
}

/// <summary>A try that failed and was followed by another.</summary>
/// <param name="Attempt">Which try of its process it was, from 1.</param>
/// <param name="Step">The step that it failed at.</param>
/// <param name="What">The problem's code, or the exception's type.</param>
/// <param name="When">When it failed.</param>
public sealed record Retry(int Attempt, long Step, string What, DateTimeOffset When)
{
    /// <summary>The try that ended with an exception.</summary>
    public static Retry Of(int attempt, long step, Exception fault, DateTimeOffset when) =>
        new(attempt, step, fault is ProblemException problem ? problem.Problem.Code : fault.GetType().Name, when);
}
