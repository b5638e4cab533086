using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.Noise;

/// <summary>Uniform noise: a point of the threat model, every one as likely as another.</summary>
/// <remarks>
/// For L-infinity each pixel moves by a value that is uniform in [−ε, ε]; for L2 and L1 the point
/// is uniform in the ball. All are projected into [0, 1]. An image that the network misclassifies
/// already stays as it is.
/// <para>Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>
/// Reference: as a baseline, Foolbox's additive noise attacks, Rauber et al. 2017,
/// arXiv:1707.04131.
/// </para>
/// </remarks>
/// <param name="Draws">
/// How many are tried; each image keeps the one that fooled the network, else that of the highest
/// loss.
/// </param>
/// <example>
/// <code>
/// { "views": { "adv": { "attack": { "use": "uniform-noise", "draws": 2 } } } }
/// </code>
/// </example>
[Component("uniform-noise", "Uniform noise inside the threat model")]
public sealed record UniformNoise([Range(1, 1_000_000)] int Draws = 1) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        WorstDraw.Of(clean, objective, random, Draws, drawRandom => threat.RandomPoint(clean, drawRandom));

    /// <summary>Its name, and the options that are set.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this);

    /// <summary>As papers write it, <c>uniform noise</c>.</summary>
    public override string ToString() => "Uniform noise";
}
