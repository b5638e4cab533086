using RoCL.Core.Models;
using RoCL.Core.Values;

namespace RoCL.Runs.Checkpoints;

/// <summary>How far a training had come, and the weights that it had there.</summary>
/// <param name="State">How far.</param>
/// <param name="Weights">The weights, with the optimizer's state.</param>
public sealed record Checkpoint(CheckpointState State, Weights Weights) : IDisposable
{
    /// <summary>
    /// Copies a model after a step, so that training goes on while the copy is written; the caller
    /// disposes of it.
    /// </summary>
    public static Checkpoint Of(CheckpointState state, Model model) => new(state, Weights.Of(model));

    /// <summary>
    /// The checkpoint of weights that were trained on other classes than the data at hand has.
    /// </summary>
    /// <param name="names">These classes, by number.</param>
    public Checkpoint OfClasses(ValueList<string> names) =>
        this with
        {
            Weights = Weights with { Architecture = Weights.Architecture! with { ClassNames = names } },
        };

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();
}
