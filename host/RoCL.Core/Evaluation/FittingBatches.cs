using RoCL.Core.Models;

namespace RoCL.Core.Evaluation;

/// <summary>How an epoch's images are divided into the steps of a fit.</summary>
/// <remarks>
/// The last step has the images that remain. A single one would be too few for batch-norm, which
/// needs two values: then the step before it takes it too.
/// </remarks>
/// <param name="Images">The number of training images.</param>
/// <param name="Batch">The number of images in a step.</param>
/// <param name="HasBatchNorm">Whether the network normalises over the batch.</param>
internal sealed record FittingBatches(long Images, int Batch, bool HasBatchNorm)
{
    /// <summary>The division for a network.</summary>
    /// <param name="images">The number of training images.</param>
    /// <param name="descent">Says the number of images in a step.</param>
    /// <param name="network">The network that is trained.</param>
    public static FittingBatches Of(long images, Descent descent, nn.Module network) =>
        new(images, descent.Batch, BatchNormLayers.AreIn(network));

    /// <summary>The number of steps in an epoch.</summary>
    public long Steps => (Images + Batch - 1) / Batch - (IsSpread ? 1 : 0);

    /// <summary>The number of images in the smallest step.</summary>
    public long Smallest => IsSpread || Images % Batch == 0 ? Math.Min(Batch, Images) : Images % Batch;

    // A batch of one is what the recipe asks for, not what remains.
    private bool IsSpread => HasBatchNorm && Batch > 1 && Images > Batch && Images % Batch == 1;

    /// <summary>The rows of each step.</summary>
    /// <param name="order">All rows, in the order of the epoch.</param>
    public IEnumerable<Tensor> Of(Tensor order)
    {
        for (long step = 0; step < Steps; step++)
        {
            var end = step == Steps - 1 ? Images : (step + 1) * Batch;
            yield return order.narrow(0, step * Batch, end - step * Batch);
        }
    }
}
