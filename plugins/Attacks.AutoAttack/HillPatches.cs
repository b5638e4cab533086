namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Square Attack's patches for L2 and L1: pairs of hills, one up and one down, that share out the
/// radius.
/// </summary>
/// <remarks>
/// It begins with a grid of them. A change empties one square and gives what it held, and what of
/// the radius is unused, to another, where the shape is that of the hills plus that of what was
/// there.
/// <para>
/// Reference: Andriushchenko et al. 2020, arXiv:1912.00049, algorithm 3; for L1, Croce and Hein
/// 2021, arXiv:2103.01208, section 4.3.
/// </para>
/// </remarks>
/// <param name="Threat">L2 or L1 with its ε.</param>
internal sealed record HillPatches(ThreatModel Threat) : Patches
{
    private double Power => Threat is L2 ? 2 : 1;

    /// <inheritdoc/>
    public override Tensor Start(Tensor clean, Rng random)
    {
        var (height, width) = (clean.shape[2], clean.shape[3]);
        var side = Math.Max(Math.Min(height, width) / 5, 1);
        var (down, across) = (height / side, width / side);
        var signs = Signs(random.Uniform(clean.shape[0], clean.shape[1], down, across));
        var turned = random.Shared(down, across).cpu();
        var displacement = zeros_like(clean);
        for (var i = 0L; i < down; i++)
        {
            for (var j = 0L; j < across; j++)
            {
                Square(
                        displacement,
                        ((height - side * down) / 2 + side * i, (width - side * across) / 2 + side * j),
                        side
                    )
                    .copy_(
                        Hills(clean, side, turned[i, j].item<float>() > 0.5) * signs.narrow(2, i, 1).narrow(3, j, 1)
                    );
            }
        }

        return Onto(displacement, clean);
    }

    /// <inheritdoc/>
    public override Tensor Next(Tensor clean, Tensor best, double share, Rng random)
    {
        var side = Math.Min(Math.Max(Side(clean, share), 3) | 1, Math.Min(clean.shape[2], clean.shape[3]));
        var (to, from) = (Place(clean, side, random), Place(clean, side, random));
        var displacement = best - clean;
        var both = zeros_like(clean.narrow(0, 0, 1));
        Square(both, to, side).fill_(1);
        Square(both, from, side).fill_(1);
        var unused = (Math.Pow(Threat.Radius, Power) - Sum(displacement, [1, 2, 3])).clamp_min(0);
        var budget = unused / clean.shape[1] + Sum(displacement * both, [2, 3]);

        var hills =
            Hills(clean, side, random.Shared(1).item<float>() > 0.5) * Signs(clean, random)
            + Unit(Square(displacement, to, side));
        // In L1 the reference gives each channel as many times as much as there are channels; the
        // projection takes back what is too much.
        var fresh = Unit(hills) * budget.pow(1 / Power) * (Threat is L1 ? clean.shape[1] : 1);
        Square(displacement, from, side).zero_();
        Square(displacement, to, side).copy_(fresh);
        return Onto(displacement, clean);
    }

    private Tensor Hills(Tensor like, long side, bool turned) => Hill.Pair(side, Power, turned).to(like.device);

    private Tensor Onto(Tensor displacement, Tensor clean)
    {
        if (Threat is L1)
            return Threat.Project(clean + displacement, clean);
        var length = Sum(displacement, [1, 2, 3]).sqrt() + 1e-12;
        return (clean + Threat.Radius * displacement / length).clamp(0, 1);
    }

    private Tensor Unit(Tensor squares) => squares / (1e-12 + Sum(squares, [2, 3]).pow(1 / Power));

    private Tensor Sum(Tensor of, long[] over) => of.abs().pow(Power).sum(over, keepdim: true);
}
