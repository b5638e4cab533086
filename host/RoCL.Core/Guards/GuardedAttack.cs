using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// An attack behind its guard: it gets a copy of the images, and its result has to lie inside the
/// threat model.
/// </summary>
/// <param name="use">The attack, as the recipe names it.</param>
/// <param name="inner">The attack.</param>
/// <param name="among">Components that it may call, apart from those of its own options.</param>
/// <param name="stop">The token by which it may be cancelled.</param>
public sealed class GuardedAttack(
    ComponentUse use,
    IAttack inner,
    IEnumerable<ComponentUse>? among = null,
    CancellationToken stop = default
) : IAttack
{
    /// <summary>The attacked images, without a gradient of theirs.</summary>
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedImages.Attacked"/>.
    /// </exception>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var moved = Guard.Call(use, () => inner.Perturb(clean.clone(), objective, threat, random), among, stop);
        return ReturnedImages.Attacked(use, moved, clean, threat).detach();
    }
}
