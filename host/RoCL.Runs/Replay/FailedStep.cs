using System.Text.Json.Serialization;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Replay;

/// <summary>
/// A step that could not be taken, and all that decides it besides the weights: <c>step.json</c>.
/// </summary>
/// <param name="Index">From 0.</param>
public sealed record FailedStep(long Index)
{
    /// <summary>
    /// The recipe's file, as problems name it; not there where a supervisor wrote this down.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>
    /// The step itself; not there where its process died with it: recipe and data say the same.
    /// </summary>
    public TrainingStep? Step { get; init; }

    /// <summary>How often the run had gone back, which decides its learning rates.</summary>
    public ImmutableArray<GoneBack>? GoneBack { get; init; }

    /// <summary>The steps of a plan from one on to this one, as the run would take them.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="first">The step that the checkpoint leads to.</param>
    public IEnumerable<TrainingStep> Steps(Plan plan, long first) =>
        plan.StepsFrom(first)
            .TakeWhile(step => step.Index <= Index)
            .Select(step => Core.Training.GoneBack.Lowered(step, GoneBack ?? []))
            .Select(step => step.Index == Index ? Step ?? step : step);

    /// <summary>Whether a run could have come to it.</summary>
    [JsonIgnore]
    public bool Possible =>
        Index >= 0
        && (GoneBack is not { } history || !history.IsDefault && history.All(GoingBack.IsPossible))
        && Step is null or { Moment: { StepsPerEpoch: > 0, Epochs: > 0 }, Images: { IsDefaultOrEmpty: false } }
        && (Step is null || Step.Index == Index);
}

/// <summary>Why it could not be taken: <c>error.json</c>.</summary>
/// <param name="Problem">As the person was told.</param>
/// <param name="Exceptions">
/// The exception behind it and those behind that one, the outermost first.
/// </param>
public sealed record StepError(Problem Problem, ImmutableArray<ThrownError> Exceptions)
{
    /// <summary>Of what was thrown.</summary>
    public static StepError Of(Problem problem, Exception? fault)
    {
        var chain = ImmutableArray.CreateBuilder<ThrownError>();
        for (var thrown = fault; thrown is not null; thrown = thrown.InnerException)
            chain.Add(new($"{thrown.GetType()}", thrown.Message, thrown.StackTrace ?? ""));
        return new(problem, chain.ToImmutable());
    }

    /// <summary>
    /// Whether another problem is this one: where a run gave up since the same thing had gone wrong
    /// often enough, that thing; and wherever its run's folder lies now.
    /// </summary>
    public bool IsSame(Problem seen) =>
        Problem == seen
        || (Problem.Code, Problem.What) == (seen.Code, seen.What) && Problem.Code == "ROCL0607"
        || Problem.Code is "ROCL0322" or "ROCL0323"
            && Problem.Where == seen.Where
            && Problem.What.StartsWith(seen.What, StringComparison.Ordinal);
}

/// <summary>An exception as it was thrown.</summary>
/// <param name="Type">Its type's whole name.</param>
/// <param name="Message">What it says.</param>
/// <param name="Stack">Its stack; empty where it has none.</param>
public sealed record ThrownError(string Type, string Message, string Stack);
