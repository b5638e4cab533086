using RoCL.Core.Numbers;

namespace RoCL.Core.LearningRates;

/// <summary>The learning rate as a function of time.</summary>
public interface ILearningRate
{
    /// <summary>The rate of one step.</summary>
    /// <param name="lr">The optimizer's rate before any schedule.</param>
    /// <param name="moment">The step, and the training that it belongs to.</param>
    double At(double lr, Moment moment);
}
