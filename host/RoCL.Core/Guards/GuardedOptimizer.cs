using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// An optimizer behind its guard: its state can be saved, and neither a parameter nor a state
/// changes its shape or type, or is disposed of. Whether their numbers are finite is looked at once
/// for all parameters of a step.
/// </summary>
/// <param name="use">The optimizer, as the recipe names it.</param>
/// <param name="inner">The optimizer.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
public sealed class GuardedOptimizer(ComponentUse use, IOptimizer inner, IEnumerable<ComponentUse>? among = null)
    : IOptimizer
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0386 the rate is not finite, or below 0.
    /// </exception>
    public double Lr => ReturnedRates.Checked(use, Guard.CallWithoutTensors(use, () => inner.Lr), "The optimizer's lr");

    /// <summary>
    /// The state, under names that checkpoints can have; it shares nothing with the parameter.
    /// </summary>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0384 the state cannot be saved.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var copy = parameter.detach().clone();
        var state = OptimizerTensors.Saveable(use, Guard.Call(use, () => inner.Start(copy), among));
        foreach (var tensor in state.Values)
            scope.MoveToOuter(tensor);
        return state;
    }

    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/>; ROCL0382 another shape or type, ROCL0383 a disposed tensor.
    /// </exception>
    public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
    {
        var before = new OptimizerTensors(parameter, state);
        using (var call = ComponentCall.Begin(use, among))
        {
            try
            {
                inner.Move(parameter, gradient, state, rate);
            }
            catch (Exception thrown) when (call.IsFault(thrown))
            {
                throw call.Fault(thrown);
            }
        }

        before.RequireSame(use, gradient);
    }
}
