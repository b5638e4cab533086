using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;

namespace RoCL.Runs.Training;

/// <summary>A trained model and what it took.</summary>
/// <param name="Model">The model; the caller disposes of it.</param>
/// <param name="State">After the last step.</param>
public sealed record Trained(Model Model, CheckpointState State)
{
    /// <summary>What the person was warned of while it was trained, in whatever process.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
}
