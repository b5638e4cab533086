using RoCL.Core.Numbers;

namespace RoCL.Core.LearningRates;

/// <summary>The learning rate as it stands.</summary>
[Component("constant", "The learning rate as it stands")]
public sealed record Constant : ILearningRate
{
    /// <inheritdoc/>
    public double At(double lr, Moment moment) => lr;
}
