namespace RoCL.Contracts;

/// <summary>
/// Stochastic gradient descent with momentum, as an evaluation trains its classifier.
/// </summary>
/// <param name="Epochs">Passes over the training images, 0 or more.</param>
/// <param name="Batch">Images in a step; the last step of an epoch takes what is left.</param>
/// <param name="Rate">The learning rate at the beginning.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty, 0 or above.</param>
/// <param name="Milestones">Epochs at which the rate is divided by ten.</param>
public sealed record Descent(
    int Epochs,
    int Batch,
    double Rate,
    double Momentum = 0.9,
    double WeightDecay = 0,
    IReadOnlyList<int>? Milestones = null
)
{
    /// <summary>The learning rate in an epoch.</summary>
    /// <param name="epoch">From 0 on.</param>
    public double RateAt(int epoch) => Rate * Math.Pow(0.1, (Milestones ?? []).Count(milestone => epoch >= milestone));
}

/// <summary>One step of a <see cref="Descent"/>.</summary>
/// <param name="Index">How many went before it.</param>
/// <param name="Epoch">From 0 on.</param>
/// <param name="Rows">The step's images: places in the training data, int64 [N] on the CPU.</param>
/// <param name="Random">The step's random values, for its N images.</param>
public sealed record DescentStep(long Index, int Epoch, Tensor Rows, Rng Random);
