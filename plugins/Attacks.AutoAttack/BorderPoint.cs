namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The random start of AutoAttack's runs: on the border of the ball, clamped to [0, 1].
/// </summary>
internal static class BorderPoint
{
    /// <summary>
    /// A random point, [N, C, H, W]: uniform noise for L-infinity, normal noise for L2, as long as
    /// the radius; for L1 normal noise that is projected.
    /// </summary>
    /// <param name="threat">The ball.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <param name="random">Where the noise comes from.</param>
    public static Tensor Of(ThreatModel threat, Tensor clean, Rng random)
    {
        if (threat is L1)
            return threat.Project(clean + random.Normal(clean.shape), clean);

        // clamp(x + ε·n/‖n‖)
        var n = threat switch
        {
            LInf => 2 * random.Uniform(clean.shape) - 1,
            L2 => random.Normal(clean.shape),
            _ => throw ThreeNorms.Refused(threat, "the random start"),
        };
        var length = threat.Distance(n, zeros_like(n)).view(-1, 1, 1, 1) + 1e-12;
        return (clean + threat.Radius * n / length).clamp(0, 1);
    }

    /// <summary>A random point half a radius away, where FAB starts, [N, C, H, W].</summary>
    /// <param name="threat">The ball.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <param name="random">Where the noise comes from.</param>
    public static Tensor Halfway(ThreatModel threat, Tensor clean, Rng random) =>
        Of(threat with { Radius = threat.Radius / 2 }, clean, random);
}
