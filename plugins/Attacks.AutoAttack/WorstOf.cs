using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>Several attacks in a row: the worst case image by image.</summary>
/// <remarks>
/// Each attack gets only the images that all attacks before it left with their labels; an image
/// keeps the first point that fooled the network, else the one of the highest loss, the clean image
/// among them. So its robust accuracy is at most that of every attack in it: an evaluation gives
/// each the random values that it gets where it is measured alone.
/// <para>
/// Any objective, any threat model that all of the attacks take. Shape: images [N, C, H, W] in [0,
/// 1].
/// </para>
/// </remarks>
/// <param name="Attacks">In the order of their turns: the cheap ones first.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": {
///       "attack": {
///         "use": "worst-of",
///         "attacks": [{ "use": "fgsm" }, { "use": "pgd", "iterations": 2, "step": "2/255" }]
///       }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("worst-of", "Several attacks in a row, the worst case image by image")]
public sealed record WorstOf([MinLength(1)] IReadOnlyList<IAttack> Attacks) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Survivors.Of(
            clean,
            objective,
            turn => RandomOf(turn, random),
            Attacks.Count,
            (images, remaining, turnRandom, turn) => Attacks[turn].Perturb(images, remaining, threat, turnRandom)
        );

    /// <summary>What all of the attacks take.</summary>
    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Attacks.All(attack => attack.Takes(threat));

    /// <summary>The attacks' own titles.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) =>
        string.Join(" + ", Attacks.Select(attack => AttackTitle.Of(attack, threat)));

    /// <summary>The attacks' own names, <c>PGD-20 + Square</c>.</summary>
    public override string ToString() => string.Join(" + ", Attacks);

    // An attack that stands here a second time is to try something else than the first time.
    private Rng RandomOf(int turn, Rng random)
    {
        var alone = Attacks.Take(turn).Contains(Attacks[turn]) ? null : random.Alone(Attacks[turn]);
        return alone ?? random.For("attack").For("turn", turn);
    }
}
