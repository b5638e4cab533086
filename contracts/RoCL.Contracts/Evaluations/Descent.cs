namespace RoCL.Contracts;

/// <summary>
/// How an evaluation trains its classifier: stochastic gradient descent with momentum, unless it
/// names another optimizer.
/// </summary>
/// <param name="Epochs">The number of passes over the training images, 0 or more.</param>
/// <param name="Batch">
/// The number of images in a step, 1 or more; the last step of an epoch has the images that remain.
/// </param>
/// <param name="Rate">The learning rate of the first epoch, above 0.</param>
/// <param name="Momentum">The momentum, from 0 to below 1.</param>
/// <param name="WeightDecay">λ of the penalty λ/2 ‖w‖², 0 or above.</param>
/// <param name="Milestones">The epochs, from 0, at which the rate is divided by ten.</param>
public sealed record Descent(
    int Epochs,
    int Batch,
    double Rate,
    double Momentum = 0.9,
    double WeightDecay = 0,
    IReadOnlyList<int>? Milestones = null
)
{
    /// <summary>
    /// Another optimizer, in place of SGD: its own <see cref="IOptimizer.Lr"/> then takes the place
    /// of <see cref="Rate"/>, and momentum and weight decay are its own.
    /// </summary>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>
    /// The rate as a function of time, in place of <see cref="Milestones"/>.
    /// </summary>
    public ILearningRate? LearningRate { get; init; }

    /// <summary>What protocols call it: <c>SGD</c>, or the optimizer's name.</summary>
    public string Method => Optimizer is null ? "SGD" : ComponentAttribute.NameOf(Optimizer);

    /// <summary>
    /// The learning rate of an epoch by the milestones: <see cref="Rate"/>, or the optimizer's, ·
    /// 0.1ᵐ after m of them.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    public double RateAt(int epoch)
    {
        var milestonesPassed = (Milestones ?? []).Count(milestone => epoch >= milestone);
        return (Optimizer?.Lr ?? Rate) * Math.Pow(0.1, milestonesPassed);
    }
}

/// <summary>One step of a <see cref="Descent"/>.</summary>
/// <param name="Index">The step's index in the whole training, from 0.</param>
/// <param name="Epoch">The step's epoch, from 0.</param>
/// <param name="Rows">
/// The step's images: indices of the training data, int64 [N] on the CPU.
/// </param>
/// <param name="Random">The step's random values, for its N images.</param>
public sealed record DescentStep(long Index, int Epoch, Tensor Rows, Rng Random);
