using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A stateful loss behind its guard: as <see cref="GuardedLoss"/>, and the next state has the form
/// of the one before.
/// </summary>
/// <param name="use">The loss, as the recipe names it.</param>
/// <param name="inner">The loss.</param>
public sealed class GuardedStatefulLoss(ComponentUse use, IStatefulLoss inner) : IStatefulLoss
{
    /// <inheritdoc/>
    public LossRequirement Requirement => Guard.CallWithoutTensors(use, () => inner.Requirement);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.Call"/>.</exception>
    public TensorState Begin(StateShape shape) => Guard.Call(use, () => inner.Begin(shape));

    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedOutputs.OfLoss"/>; ROCL0373 names, shape
    /// or type of the state changed, ROCL0375 a tensor of it was disposed of.
    /// </exception>
    public LossStep Of(TensorState state, LossInput input)
    {
        var copy = GuardedLoss.Copy(input);
        var step = Guard.Call(use, () => inner.Of(state, copy));
        var loss = ReturnedOutputs.OfLoss(use, step.Loss, input.Outputs);
        return new(loss, ReturnedStates.Next(use, step.Next, state));
    }
}
