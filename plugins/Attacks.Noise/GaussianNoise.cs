using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.Noise;

/// <summary>
/// Additive normal noise, brought into the threat model: what an image has to bear without an
/// adversary.
/// </summary>
/// <remarks>
/// <c>Π(x + σ·n)</c>, n standard normal for each pixel. Without σ the noise is as long as the
/// radius, <c>x + ε·n/‖n‖</c>, clamped to [0, 1]. An image that the network has wrong already stays
/// as it is.
/// <para>Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>Reference: as a baseline, Ford et al. 2019, arXiv:1901.10513, section 3.</para>
/// </remarks>
/// <param name="Deviation">σ, in pixel units; left out, the noise reaches the radius.</param>
/// <param name="Draws">
/// How many are tried; each image keeps the one that fooled the network, else that of the highest
/// loss.
/// </param>
[Component("gaussian-noise", "Additive normal noise inside the threat model")]
public sealed record GaussianNoise([Range(0, 1e6)] double? Deviation = null, [Range(1, 1_000_000)] int Draws = 1)
    : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Noise.Draws.Worst(
            clean,
            objective,
            random,
            Draws,
            mine => threat.Project(clean + Drawn(mine.Normal(clean.shape), threat), clean)
        );

    private Tensor Drawn(Tensor noise, ThreatModel threat) =>
        Deviation is { } deviation
            ? deviation * noise
            : threat.Radius * noise / threat.Distance(noise, zeros_like(noise)).view(-1, 1, 1, 1);

    /// <summary>As papers write it, <c>Gaussian noise</c>.</summary>
    public override string ToString() => "Gaussian noise";
}
