using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.Noise;

/// <summary>
/// Additive normal noise, projected into the threat model: what an image has to withstand without
/// an adversary.
/// </summary>
/// <remarks>
/// <c>Π(x + σ·n)</c>, n standard normal for each pixel. Without σ the noise is as long as the
/// radius, <c>x + ε·n/‖n‖</c>, clamped to [0, 1]; in a threat model other than L-infinity, L2 and
/// L1 it is Π(x + n). An image that the network misclassifies already stays as it is.
/// <para>Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>Reference: as a baseline, Ford et al. 2019, arXiv:1901.10513, section 3.</para>
/// </remarks>
/// <param name="Deviation">σ, in pixel units; left out, the noise reaches the radius.</param>
/// <param name="Draws">
/// How many are tried; each image keeps the one that fooled the network, else that of the highest
/// loss.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "gaussian-noise", "deviation": 0.05, "draws": 2 } } } }
/// </code>
/// </example>
[Component("gaussian-noise", "Additive normal noise inside the threat model")]
public sealed record GaussianNoise([Range(0, 1e6)] double? Deviation = null, [Range(1, 1_000_000)] int Draws = 1)
    : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        WorstDraw.Of(
            clean,
            objective,
            random,
            Draws,
            drawRandom =>
            {
                var n = drawRandom.Normal(clean.shape);
                return threat.Project(clean + Scaled(n, threat), clean);
            }
        );

    /// <summary>Its name, and the options that are set.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this);

    /// <summary>As papers write it, <c>Gaussian noise</c>.</summary>
    public override string ToString() => "Gaussian noise";

    // σ·n, or ε·n/‖n‖ without σ; n where the threat model has no norm to divide by.
    private Tensor Scaled(Tensor n, ThreatModel threat)
    {
        if (Deviation is { } deviation)
            return deviation * n;
        if (threat is not (LInf or L2 or L1))
            return n;
        var length = threat.Distance(n, zeros_like(n)).view(-1, 1, 1, 1);
        return threat.Radius * n / length;
    }
}
