using System.Text.Json;
using RoCL.Core.Components;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>
/// The encoder's first layer: (x - mean) / deviation, channel by channel. Empty lists leave images
/// as they are.
/// </summary>
/// <param name="Mean">One number a channel, in pixel units of [0, 1].</param>
/// <param name="Deviation">One number a channel, above 0.</param>
public sealed record Normalization(ValueList<double> Mean, ValueList<double> Deviation)
{
    /// <summary>As after <c>--set</c>.</summary>
    public string ToSetting() =>
        Mean.IsEmpty
            ? "normalize=null"
            : $"normalize={JsonSerializer.Serialize(new { mean = Mean, deviation = Deviation })}";
}

/// <summary>The length of training, and its batches.</summary>
/// <param name="Epochs">Passes over the training images; 0 trains nothing.</param>
/// <param name="Batch">Images in a step.</param>
/// <param name="MicroBatch">
/// Images that an attack, and a term over micro-batches, see at a time; a divisor of
/// <paramref name="Batch"/>.
/// </param>
public sealed record TrainingLength(int Epochs, int Batch, int MicroBatch)
{
    /// <summary>
    /// Images of a view that pass through the networks at a time, from 1 to <see cref="Batch"/>:
    /// losses see the whole batch all the same.
    /// </summary>
    public int Chunk { get; init; } = Batch;
}

/// <summary>
/// How evaluations look for signs that gradients are masked, so that robust accuracy is too high.
/// </summary>
/// <param name="Images">The number of test images that are looked at; 0 switches it off.</param>
/// <param name="BlackBox">
/// An attack that needs no gradient; <see langword="null"/> where no plugin brings one.
/// </param>
public sealed record MaskingCheck(int Images, ComponentUse? BlackBox)
{
    /// <summary>Whether the recipe asks for another attack than the default one.</summary>
    public bool HasOwnBlackBox { get; init; }
}

/// <summary>How the loss terms share forward passes.</summary>
public enum Forward
{
    /// <summary>
    /// One pass for all views of all terms: batch-norm statistics are those of everything together.
    /// </summary>
    Shared,

    /// <summary>One pass for each term, as in the authors' code.</summary>
    PerTerm,

    /// <summary>
    /// One pass for each view, in the terms' order: batch-norm statistics are those of each view
    /// alone.
    /// </summary>
    PerView,
}
