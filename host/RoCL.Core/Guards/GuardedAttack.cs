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
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedImages.Attacked"/>; ROCL0390 a threat
    /// model that the attack does not take.
    /// </exception>
    /// <exception cref="StopAskedException">
    /// The person asked to stop, by the token of this guard or of the objective.
    /// </exception>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        RequireTaken(threat);
        return QueriedObjective
            .Of(objective, stop)
            .Attacked(queried =>
            {
                var moved = Guard.Call(use, () => inner.Perturb(clean.clone(), queried, threat, random), among, stop);
                return Checked(moved, clean, threat);
            });
    }

    /// <summary>ROCL0390: a threat model that the attack does not take.</summary>
    /// <param name="threat">The threat model.</param>
    internal void RequireTaken(ThreatModel threat)
    {
        if (!Takes(threat))
            throw new ProblemException(Refused(use, threat));
    }

    /// <summary>
    /// What the attack returned, checked as <see cref="ReturnedImages.Attacked"/>.
    /// </summary>
    /// <param name="moved">The attacked images.</param>
    /// <param name="clean">The clean images.</param>
    /// <param name="threat">The threat model.</param>
    internal Tensor Checked(Tensor moved, Tensor clean, ThreatModel threat) =>
        ReturnedImages.Attacked(use, moved, clean, threat, PluginOf(threat)).detach();

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Guard.CallWithoutTensors(use, () => inner.Takes(threat));

    /// <summary>ROCL0390: an attack, and a threat model that it does not work in.</summary>
    /// <param name="attack">The attack, as the recipe names it.</param>
    /// <param name="threat">The threat model.</param>
    internal static Problem Refused(ComponentUse attack, ThreatModel threat) =>
        new(
            "ROCL0390",
            attack.Place,
            $"The attack {attack.Component.Name} does not work in the threat model {threat}.",
            "Take an attack that needs projection and direction alone, such as pgd, or another threat model."
        );

    private ComponentUse? PluginOf(ThreatModel threat) =>
        GuardedThreat.IsOfPlugin(threat)
            ? Attribution.Owner(threat.GetType(), use.WithInner.Concat(among ?? []))
            : null;
}
