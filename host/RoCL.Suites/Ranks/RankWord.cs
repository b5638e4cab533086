using System.Text.Json;
using RoCL.Runs.Files;

namespace RoCL.Suites.Ranks;

/// <summary>What a rank says before the training: that it is ready, or why it is not.</summary>
/// <param name="Facts">What it would train; <see langword="null"/> where it is not ready.</param>
/// <param name="Problem">Why it is not.</param>
internal sealed record RankWord(RankFacts? Facts, SaidProblem? Problem)
{
    /// <summary>As it is sent.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Json.Line);

    /// <summary>As it was received.</summary>
    public static RankWord Of(string text) => Json.Read<RankWord>(text);
}

/// <summary>A problem, as ranks tell each other of it.</summary>
internal sealed record SaidProblem(string Code, string Where, string What, string Remedy)
{
    /// <summary>From a problem.</summary>
    public static SaidProblem Of(Problem problem) => new(problem.Code, problem.Where, problem.What, problem.Remedy);

    /// <summary>The problem of another rank.</summary>
    public Problem Of(int rank) => new(Code, $"rank {rank}: {Where}", What, Remedy);
}
