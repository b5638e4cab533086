namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The nearest point of the L1 ball and [0, 1], reached by adding a correction to a displacement.
/// </summary>
/// <remarks>
/// The point is that of <see cref="L1"/>, but it is rounded differently: a pixel that is moved and
/// moved back need not be the clean one to the last bit, and the reference code's number of moved
/// pixels, from which <see cref="SparseStepRule"/> follows, counts it. So we add in its order.
/// <para>
/// Each pixel takes back <c>min(max(o, λ), |y|)</c> of its displacement y, o being what lies
/// outside [0, 1]; λ is the least that fits.
/// </para>
/// <para>Reference: Croce and Hein 2021, arXiv:2103.01208, section 3.1.</para>
/// </remarks>
internal static class SparseProjection
{
    /// <summary>The nearest point, [N, C, H, W].</summary>
    /// <param name="moved">[N, C, H, W], anywhere.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <param name="radius">ε, 0 or above.</param>
    public static Tensor Of(Tensor moved, Tensor clean, double radius)
    {
        var y = moved - clean;
        var size = y.abs();
        var o = (-(1 - clean - y).minimum(clean + y)).clamp_min(0).minimum(size);
        var exactOutside = o.flatten(1).to(ScalarType.Float64);
        var exactSize = size.flatten(1).to(ScalarType.Float64);
        var lambda = SmallestLambda(exactOutside, exactSize, radius).to(size.dtype).view(-1, 1, 1, 1);

        // x + y − sign(y) · min(max(o, λ), |y|)
        return clean + y - y.sign() * o.maximum(lambda).minimum(size);
    }

    // Σ min(max(o, λ), |y|) grows with λ in straight pieces: steeper by one at every o, flatter by
    // one at every |y|.
    private static Tensor SmallestLambda(Tensor outside, Tensor size, double radius)
    {
        var (bends, order) = cat([outside, size], 1).sort(1);
        var isSize = order.ge(outside.shape[1]).to(ScalarType.Float64);
        var slopes = (1 - 2 * isSize).cumsum(1);
        var rises = bends.diff(dim: 1) * slopes.narrow(1, 0, slopes.shape[1] - 1);
        var grown = cat([zeros_like(bends.narrow(1, 0, 1)), rises.cumsum(1)], 1);

        var need = size.sum(1, keepdim: true) - radius - outside.sum(1, keepdim: true);
        var piece = (grown.lt(need).sum(1, keepdim: true) - 1).clamp_min(0);
        var level = bends.gather(1, piece) + (need - grown.gather(1, piece)) / slopes.gather(1, piece);
        return where(need.gt(0), level, zeros_like(level));
    }
}
