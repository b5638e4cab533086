namespace RoCL.Attacks.AutoAttack;

/// <summary>Several attacks in a row: the worst case image by image.</summary>
/// <remarks>
/// Each attack meets only the images that all before it left with their labels; an image keeps the
/// first point that fooled the network, else the one of the highest loss, the clean image among
/// them. So its robust accuracy is at most that of every attack in it.
/// <para>
/// Any objective, any threat model that all of the attacks take. Shape: images [N, C, H, W] in [0,
/// 1].
/// </para>
/// </remarks>
/// <param name="Attacks">In the order of their turns: the cheap ones first.</param>
[Component("worst-of", "Several attacks in a row, the worst case image by image")]
public sealed record WorstOf(IReadOnlyList<IAttack> Attacks) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Survivors.Of(
            clean,
            objective,
            random.For("attack"),
            Attacks.Count,
            (images, aim, mine, turn) => Attacks[turn].Perturb(images, aim, threat, mine)
        );

    /// <summary>The attacks' own names, <c>PGD-20 + Square</c>.</summary>
    public override string ToString() => string.Join(" + ", Attacks);
}
