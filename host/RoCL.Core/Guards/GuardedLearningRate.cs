using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>A learning rate behind its guard: every rate is finite and 0 or above.</summary>
/// <param name="use">The learning rate, as the recipe names it.</param>
/// <param name="inner">The learning rate.</param>
public sealed class GuardedLearningRate(ComponentUse use, ILearningRate inner) : ILearningRate
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0386 the rate is not finite, or below 0.
    /// </exception>
    public double At(double lr, Moment moment) =>
        ReturnedRates.Checked(
            use,
            Guard.CallWithoutTensors(use, () => inner.At(lr, moment)),
            $"The learning rate of step {moment.Step}"
        );
}
