namespace RoCL.Attacks.Gradient;

/// <summary>
/// The fast gradient sign method: one step as long as the whole radius, in whatever norm the threat
/// model has.
/// </summary>
/// <remarks>
/// PGD of one iteration. With a random start the step is 1.25 radii long and projected back, so
/// that it reaches the border from nearly everywhere; that is what makes training against it work.
/// <para>
/// Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1], each attacked by itself.
/// </para>
/// <para>
/// Reference: Goodfellow et al. 2015, arXiv:1412.6572, section 4; with a random start, Wong et al.
/// 2020, arXiv:2001.03994, section 4.
/// </para>
/// </remarks>
/// <param name="RandomStart">
/// Begins at a random point of the threat model instead of the clean image.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "fgsm", "randomStart": true } } } }
/// </code>
/// </example>
[Component("fgsm", "Fast gradient sign method, Goodfellow et al. 2015; with a random start, Wong et al. 2020")]
public sealed record Fgsm(bool RandomStart = false) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var relativeStep = RandomStart ? 1.25 : 1;
        var singleStep = new Pgd(Iterations: 1, RelativeStep: relativeStep, RandomStart: RandomStart);
        return singleStep.Perturb(clean, objective, threat, random);
    }

    /// <summary>As papers write it, <c>FGSM</c>.</summary>
    public override string ToString() => RandomStart ? "FGSM-RS" : "FGSM";
}
