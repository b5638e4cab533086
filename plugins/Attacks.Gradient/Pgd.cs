using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.Gradient;

/// <summary>
/// Projected gradient descent: many small steps uphill, each brought back into the threat model.
/// </summary>
/// <remarks>
/// x ← Π(x + α·d(∇L(x))), where d is the steepest direction and Π the projection of the threat
/// model: the sign of the gradient and a clamp for L-infinity, the normalised gradient for L2, the
/// pixels of the largest gradients for L1.
/// <para>
/// Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1], each attacked by itself.
/// </para>
/// <para>
/// Reference: Madry et al. 2018, arXiv:1706.06083, section 2.1; in RoCL's instance-wise attack, Kim
/// et al. 2020, arXiv:2006.07589, eq. 3.
/// </para>
/// </remarks>
/// <param name="Iterations">How many steps. RoCL trains with 7 and tests with 20.</param>
/// <param name="Step">
/// α, the length of a step in the norm of the threat model, in pixel units. RoCL: 2/255 (their
/// script: 0.007).
/// </param>
/// <param name="RelativeStep">
/// α as a part of the radius, in place of <paramref name="Step"/>: 0.1 for the ε/10 of RoCL's test
/// attack.
/// </param>
/// <param name="RandomStart">
/// Begins at a random point of the threat model instead of the clean image.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "pgd", "iterations": 3, "step": "2/255" } } } }
/// </code>
/// </example>
[Component("pgd", "Projected gradient descent, Madry et al. 2018")]
public sealed record Pgd(
    [Range(1, 1_000_000)] int Iterations = 7,
    [Range(0, 1e6), Excludes("relativeStep")] double Step = 2.0 / 255,
    [Range(0, 1e6)] double? RelativeStep = null,
    bool RandomStart = true
) : ITitledAttack
{
    // The step of the test attack in Kim et al. 2020, which every shipped recipe measures with.
    private const double UsualRelativeStep = 0.1;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var start = RandomStart ? threat.RandomPoint(clean, random) : clean;
        var step = RelativeStep is { } relativeStep ? relativeStep * threat.Radius : Step;

        // x ← Π(x + α·d(∇L(x)))
        return Iterate.Fold(
            Iterations,
            start,
            (x, _) => threat.Project(x + step * threat.SteepestDirection(objective.Gradient(x), x), clean)
        );
    }

    /// <summary>
    /// As papers write it, <c>PGD-20</c>, with a step of its own where it is neither 2/255 nor the
    /// tenth of the radius that test attacks usually have.
    /// </summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) =>
        RelativeStep == UsualRelativeStep
            ? AttackTitle.WithOptions(ToString(), this, "iterations", "relativeStep")
            : AttackTitle.WithOptions(ToString(), this, "iterations");

    /// <summary>As papers write it, <c>PGD-20</c>.</summary>
    public override string ToString() => $"PGD-{Iterations}";
}
