using RoCL.Core.Components;

namespace RoCL.Core.Evaluation;

/// <summary>What makes the training of an evaluation's classifier impossible.</summary>
internal static class FittingProblems
{
    /// <summary>ROCL0284: a batch-norm layer gets one value of each channel.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="layer">The layer's name in the network.</param>
    public static Problem SingleValue(ComponentUse evaluation, string layer) =>
        new(
            "ROCL0284",
            $"{evaluation.Where}.batch",
            $"A step has so few images that the batch-norm layer {layer} gets a single value of each channel, "
                + "and one value has no variance.",
            "Write a larger batch, or take more images."
        );
}
