using System.Text.Json.Serialization;

namespace RoCL.Runs.Results;

/// <summary>
/// The content of <c>failure.json</c>: the first problem as it was always written, and the others
/// where there are several.
/// </summary>
/// <param name="Code">The first problem's code, which the exit code is of.</param>
/// <param name="Where">What it is about.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Others">
/// The problems that were met together with it; <see langword="null"/> where it was the only one.
/// </param>
public sealed record NotedFailure(
    string Code,
    string Where,
    string What,
    string Remedy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Problem>? Others = null
)
{
    /// <summary>All problems, the first one first.</summary>
    [JsonIgnore]
    public ImmutableArray<Problem> Problems => [new(Code, Where, What, Remedy), .. Others ?? []];

    /// <summary>What is written of some problems.</summary>
    /// <param name="problems">The problems, one at least.</param>
    public static NotedFailure Of(ImmutableArray<Problem> problems)
    {
        var (code, where, what, remedy) = problems[0];
        return new(code, where, what, remedy, problems.Length > 1 ? [.. problems.Skip(1)] : null);
    }
}
