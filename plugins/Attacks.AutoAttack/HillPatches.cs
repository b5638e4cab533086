namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Square Attack's patches for L2 and L1: pairs of hills, one up and one down, that share the
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
/// <param name="ReachesBorder">Whether squares may cover the last row and column.</param>
internal sealed record HillPatches(ThreatModel Threat, bool ReachesBorder) : Patches
{
    private static readonly long[] SquarePixels = [2, 3];
    private static readonly long[] ImagePixels = [1, 2, 3];

    private double Power => Threat is L2 ? 2 : 1;

    /// <inheritdoc/>
    public override Tensor Start(Tensor clean, Rng random)
    {
        var height = clean.shape[2];
        var width = clean.shape[3];
        var side = Math.Max(Math.Min(height, width) / 5, 1);
        var down = height / side;
        var across = width / side;
        var top = (height - side * down) / 2;
        var left = (width - side * across) / 2;
        var signs = Signs(random.Uniform(clean.shape[0], clean.shape[1], down, across));
        var turns = random.Shared(down, across).cpu();

        var displacement = zeros_like(clean);
        for (var i = 0L; i < down; i++)
        {
            for (var j = 0L; j < across; j++)
            {
                var square = new ImageSquare(top + side * i, left + side * j, side);
                var hills = Hills(clean, side, turns[i, j].item<float>() > 0.5);
                square.Of(displacement).copy_(hills * signs.narrow(2, i, 1).narrow(3, j, 1));
            }
        }

        return OnTheBorder(displacement, clean);
    }

    /// <inheritdoc/>
    public override Tensor Next(Tensor clean, Tensor best, double share, Rng random)
    {
        var oddSide = Math.Max(Side(clean, share), 3) | 1;
        var side = Math.Min(oddSide, LargestSide(clean));
        var target = ImageSquare.AtRandom(clean, side, random, ReachesBorder);
        var source = ImageSquare.AtRandom(clean, side, random, ReachesBorder);
        var displacement = best - clean;
        var budget = Budget(displacement, source, target);

        var hills = Hills(clean, side, random.Shared(1).item<float>() > 0.5) * Signs(clean, random);
        var shape = Normalized(hills + Normalized(target.Of(displacement)));

        // In L1 the reference gives each channel as many times as much as there are channels; the
        // projection takes back what is too much.
        var fresh = shape * budget.pow(1 / Power) * (Threat is L1 ? clean.shape[1] : 1);
        source.Of(displacement).zero_();
        target.Of(displacement).copy_(fresh);
        return OnTheBorder(displacement, clean);
    }

    // What the target's channels may spend, ‖·‖^p: what both squares hold, and an equal part of
    // what the whole image leaves unused of ε^p. [M, C, 1, 1].
    private Tensor Budget(Tensor displacement, ImageSquare source, ImageSquare target)
    {
        var both = zeros_like(displacement.narrow(0, 0, 1));
        target.Of(both).fill_(1);
        source.Of(both).fill_(1);
        var unused = (Math.Pow(Threat.Radius, Power) - PowerSum(displacement, ImagePixels)).clamp_min(0);
        return unused / displacement.shape[1] + PowerSum(displacement * both, SquarePixels);
    }

    private Tensor Hills(Tensor like, long side, bool isTurned) => Hill.Pair(side, Power, isTurned).to(like.device);

    private Tensor OnTheBorder(Tensor displacement, Tensor clean)
    {
        if (Threat is L1)
            return Threat.Project(clean + displacement, clean);
        var length = PowerSum(displacement, ImagePixels).sqrt() + 1e-12;
        return (clean + Threat.Radius * displacement / length).clamp(0, 1);
    }

    private Tensor Normalized(Tensor squares) => squares / (1e-12 + PowerSum(squares, SquarePixels).pow(1 / Power));

    private Tensor PowerSum(Tensor values, long[] dimensions) => values.abs().pow(Power).sum(dimensions, keepdim: true);
}
