namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The shape that Square Attack gives to a patch: a stepped hill, highest in the middle.
/// </summary>
/// <remarks>Reference: Andriushchenko et al. 2020, arXiv:1912.00049, section 4.3, η.</remarks>
internal static class Hill
{
    /// <summary>
    /// A square with a hill in its upper half and an inverted one in its lower half, of length 1,
    /// [side, side].
    /// </summary>
    /// <param name="side">In pixels, 1 or more.</param>
    /// <param name="power">
    /// 2 for L2, 1 for L1: in which norm the length is 1. The steps fall off with the square of the
    /// distance for L2, its fourth power for L1.
    /// </param>
    /// <param name="isTurned">
    /// Whether the halves are left and right in place of upper and lower.
    /// </param>
    public static Tensor Pair(long side, double power, bool isTurned)
    {
        var upper = Single(side / 2, side, power);
        var lower = -Single(side - side / 2, side, power);
        var pair = Normalized(cat([upper, lower], 0), power);
        return isTurned ? pair.t() : pair;
    }

    // A pixel's height is Σ 1/(m + 1)^f over the rings m from its own outwards: rings are squares
    // around the middle.
    private static Tensor Single(long rows, long columns, double power)
    {
        var rings = Math.Max(rows, columns) / 2 + 1;
        var f = power == 2 ? 2 : 4;
        var terms = (arange(rings, dtype: ScalarType.Float32) + 1).pow(-f);
        var heights = terms.flip(0).cumsum(0).flip(0);

        var rowRings = (arange(rows) - rows / 2).abs().unsqueeze(1);
        var columnRings = (arange(columns) - columns / 2).abs().unsqueeze(0);
        var ring = rowRings.maximum(columnRings);
        return Normalized(heights.index_select(0, ring.flatten()).view(rows, columns), power);
    }

    private static Tensor Normalized(Tensor hill, double power) => hill / hill.abs().pow(power).sum().pow(1 / power);
}
