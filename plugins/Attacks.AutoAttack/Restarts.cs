using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// An attack that is repeated, each time with randomness of its own; each image keeps its best
/// point.
/// </summary>
/// <remarks>
/// Best is a point that fools the network, else the one of the highest loss, the clean image among
/// them. Where the objective has labels, a restart gets only the images that still keep theirs. In
/// an evaluation the first time is the attack as it is measured alone.
/// <para>
/// Any objective, any threat model that the attack takes. Shape: images [N, C, H, W] in [0, 1].
/// </para>
/// <para>Reference: Madry et al. 2018, arXiv:1706.06083, section 3.1.</para>
/// </remarks>
/// <param name="Inner">
/// The attack; without randomness of its own the second time repeats the first.
/// </param>
/// <param name="Times">How often. Madry et al. report 20 restarts on MNIST.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": {
///       "attack": {
///         "use": "restarts", "times": 2,
///         "inner": { "use": "pgd", "iterations": 2, "step": "2/255" }
///       }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("restarts", "An attack repeated from other random starts, the best point of each image kept")]
public sealed record Restarts([Needs("inner.randomStart")] IAttack Inner, [Range(1, 1_000_000)] int Times = 5)
    : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Survivors.Of(
            clean,
            objective,
            turn => RandomOf(turn, random),
            Times,
            (images, remaining, turnRandom, _) => Inner.Perturb(images, remaining, threat, turnRandom)
        );

    /// <summary>What the attack takes that is repeated.</summary>
    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Inner.Takes(threat);

    /// <summary>The title of the attack that is repeated, and how often.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => $"{AttackTitle.Of(Inner, threat)} x {Times}";

    /// <summary>As papers write it, <c>PGD-20 x 5</c>.</summary>
    public override string ToString() => $"{Inner} x {Times}";

    private Rng RandomOf(int turn, Rng random)
    {
        var alone = turn == 0 ? random.Alone(Inner) : null;
        return alone ?? random.For("restart").For("turn", turn);
    }
}
