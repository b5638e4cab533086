using System.Text.Json.Serialization;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Replay;

/// <summary>
/// A step that could not be taken, and all that decides it apart from the weights:
/// <c>step.json</c>.
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

    /// <summary>When the run had gone back, which decides its learning rates.</summary>
    public ImmutableArray<GoneBack>? GoneBack { get; init; }

    /// <summary>
    /// The step after which attacked views had fallen back; not there where they had not.
    /// </summary>
    public long? FellBackAfter { get; init; }

    /// <summary>The steps of a plan from one on to this one, as the run would take them.</summary>
    /// <param name="plan">The recipe on its data.</param>
    /// <param name="first">The step that the checkpoint leads to.</param>
    public IEnumerable<TrainingStep> Steps(Plan plan, long first) =>
        plan.StepsFrom(first)
            .TakeWhile(step => step.Index <= Index)
            .Select(step => Core.Training.GoneBack.Lowered(step, GoneBack ?? []))
            .Select(step => step.Index > FellBackAfter ? step with { HasFallenBack = true } : step)
            .Select(step => step.Index == Index ? Step ?? step : step);

    /// <summary>Whether a run could have come to it.</summary>
    [JsonIgnore]
    public bool Possible => Index >= 0 && IsHistoryPossible && IsStepPossible;

    private bool IsHistoryPossible =>
        GoneBack is not { } history || (!history.IsDefault && history.All(GoneBackFile.IsPossible));

    private bool IsStepPossible =>
        Step is null
        || (
            Step is { Moment: { StepsPerEpoch: > 0, Epochs: > 0 }, Images.IsDefaultOrEmpty: false }
            && Step.Index == Index
        );
}
