using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Training;

namespace RoCL.Runs.Training;

/// <summary>A training that was opened at a checkpoint: what its loop works with.</summary>
internal sealed class OpenTraining : IDisposable
{
    private bool _isModelTaken;

    /// <summary>The model, as the checkpoint has it.</summary>
    public required Model Model { get; init; }

    /// <summary>The steps that are left, made as they are asked for.</summary>
    public required IEnumerable<TrainingStep> Steps { get; init; }

    /// <summary>What measures after steps, before their results are passed on.</summary>
    public required TrainingMonitors Monitors { get; init; }

    /// <summary>
    /// What judges their values, before results are passed on, and changes the steps that follow.
    /// </summary>
    public required TrainingVerdicts Verdicts { get; init; }

    /// <summary>What is done with the result of each step, in this order.</summary>
    public required ImmutableArray<Action<StepResult>> Listeners { get; init; }

    /// <summary>The listener that writes checkpoints.</summary>
    public required DueCheckpoints Checkpoints { get; init; }

    /// <summary>The listener that counts.</summary>
    public required TrainingRecord Record { get; init; }

    /// <summary>What the person was warned of, without what the record keeps.</summary>
    public required IReadOnlyList<Problem> Warnings { get; init; }

    /// <summary>What is closed in the end, in this order.</summary>
    public required ImmutableArray<IDisposable> Files { get; init; }

    /// <summary>The result, after the last step; the model is the caller's from now on.</summary>
    public Trained End()
    {
        _isModelTaken = true;
        return new Trained(Model, Record.State) { Warnings = [.. Warnings, .. Record.State.Warnings ?? []] };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
        if (!_isModelTaken)
            Model.Dispose();
    }
}
