using System.Text.Json.Serialization;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// The attempts at a training that failed, in whatever process; neither weights nor metrics follow
/// from them.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Last">The last of them, in their order; a hundred at most.</param>
public sealed record RetryHistory(int Count, ImmutableArray<Retry> Last)
{
    private const int Most = 100;

    /// <summary>No attempt has failed.</summary>
    public static RetryHistory None { get; } = new(0, []);

    /// <summary>Whether a run could have written it.</summary>
    [JsonIgnore]
    public bool Possible =>
        Count > 0
        && Last is { IsDefaultOrEmpty: false, Length: <= Most }
        && Last.Length <= Count
        && Last.All(retry => retry is { Attempt: > 0, Step: >= 0 });

    /// <summary>After one more attempt.</summary>
    public RetryHistory With(Retry retry) => new(Count + 1, [.. Last.TakeLast(Most - 1), retry]);
}

/// <summary>An attempt that failed and was followed by another.</summary>
/// <param name="Attempt">Which attempt of its process it was, from 1.</param>
/// <param name="Step">The step that it failed at.</param>
/// <param name="What">The problem's code, or the exception's type.</param>
/// <param name="When">When it failed.</param>
public sealed record Retry(int Attempt, long Step, string What, DateTimeOffset When)
{
    /// <summary>The attempt that ended with an exception.</summary>
    public static Retry Of(int attempt, long step, Exception fault, DateTimeOffset when) =>
        new(attempt, step, fault is ProblemException problem ? problem.Problem.Code : fault.GetType().Name, when);
}
