namespace RoCL.Attacks.AutoAttack;

/// <summary>Where AutoAttack's runs begin: on the border of the ball, clamped to [0, 1].</summary>
internal static class Start
{
    /// <summary>
    /// A random point, [N, C, H, W]: uniform noise for L-infinity, normal noise else, as long as
    /// the radius; for L1 projected.
    /// </summary>
    public static Tensor At(ThreatModel threat, Tensor clean, Rng random)
    {
        if (threat is L1)
            return threat.Project(clean + random.Normal(clean.shape), clean);
        var noise = threat is LInf ? 2 * random.Uniform(clean.shape) - 1 : random.Normal(clean.shape);
        var length = threat.Distance(noise, zeros_like(noise)).view(-1, 1, 1, 1) + 1e-12;
        return (clean + threat.Radius * noise / length).clamp(0, 1);
    }
}
