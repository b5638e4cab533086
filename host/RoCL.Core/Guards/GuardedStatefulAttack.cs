using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A stateful attack behind its guard: as <see cref="GuardedAttack"/>, and the next state has the
/// form of the one before.
/// </summary>
/// <param name="use">The attack, as the recipe names it.</param>
/// <param name="inner">The attack.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
public sealed class GuardedStatefulAttack(
    ComponentUse use,
    IStatefulAttack inner,
    IEnumerable<ComponentUse>? among = null
) : IStatefulAttack
{
    private readonly GuardedAttack _guard = new(use, inner, among);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.Call"/>.</exception>
    public TensorState Begin(StateShape shape) => Guard.Call(use, () => inner.Begin(shape), among);

    /// <summary>The attacked images, without a gradient of theirs, and the next state.</summary>
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="GuardedAttack"/>; ROCL0373 names, shape or type of the state changed, ROCL0375
    /// a tensor of it was disposed of.
    /// </exception>
    public AttackStep Perturb(TensorState state, AttackInput input)
    {
        _guard.RequireTaken(input.Threat);
        return QueriedObjective
            .Of(input.Objective, CancellationToken.None)
            .Attacked(queried =>
            {
                var copy = input with
                {
                    Clean = input.Clean.clone(),
                    Indices = input.Indices.clone(),
                    Objective = queried,
                };
                var step = Guard.Call(use, () => inner.Perturb(state, copy), among);
                var images = _guard.Checked(step.Images, input.Clean, input.Threat);
                return new AttackStep(images, ReturnedStates.Next(use, step.Next, state));
            });
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => _guard.Takes(threat);
}
