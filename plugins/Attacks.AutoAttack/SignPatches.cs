namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Square Attack's patches for L-infinity: every pixel at one end of what it may do.
/// </summary>
/// <remarks>
/// It begins with vertical stripes of ±ε; a change moves all pixels of a square to clean ± ε, one
/// sign a channel.
/// <para>Reference: Andriushchenko et al. 2020, arXiv:1912.00049, algorithm 2.</para>
/// </remarks>
/// <param name="Threat">ε.</param>
/// <param name="ReachesBorder">Whether squares may cover the last row and column.</param>
internal sealed record SignPatches(LInf Threat, bool ReachesBorder) : Patches
{
    /// <inheritdoc/>
    public override Tensor Start(Tensor clean, Rng random)
    {
        var stripes = Signs(random.Uniform(clean.shape[0], clean.shape[1], 1, clean.shape[3]));
        return Threat.Project(clean + Threat.Radius * stripes, clean);
    }

    /// <inheritdoc/>
    public override Tensor Next(Tensor clean, Tensor best, double share, Rng random)
    {
        var side = Math.Min(Math.Max(Side(clean, share), 1), LargestSide(clean));
        var square = ImageSquare.AtRandom(clean, side, random, ReachesBorder);
        var moved = best.clone();

        // Two radii reach the far end from anywhere, and the projection stops there.
        square.Of(moved).add_(2 * Threat.Radius * Signs(clean, random));
        return Threat.Project(moved, clean);
    }
}
