using System.ComponentModel.DataAnnotations;

namespace RoCL.Threats.Sparse;

/// <summary>At most k pixels change, each to any colour.</summary>
/// <remarks>
/// <c>{ x ∈ [0, 1] : |{ p : x_p ≠ c_p }| ≤ k }</c>; a pixel is all channels of one place. The
/// nearest point keeps the k pixels for which it matters the most:
/// <c>‖d_p‖² − ‖d_p − b_p‖²</c> is the largest, where d is the movement and b the same cut by the
/// box. The direction is the gradient, with a mean of 1 over the values of the k pixels with the
/// largest gradients, so that a step of 1 moves those through the whole range of pixels.
/// <para>
/// The set is not convex: PGD exchanges pixels by large steps, such as <c>"step": 1</c>, and only
/// refines those that it has by small ones. The sign on the k largest pixels alone is no such
/// direction: the projection may then give up a pixel that is worth more than the one it gets.
/// </para>
/// <para>Shape: images [N, C, H, W] in [0, 1]. The distance is a number of pixels.</para>
/// <para>Reference: PGD₀ of Croce and Hein 2019, arXiv:1909.05040, section 4.</para>
/// </remarks>
/// <param name="Pixels">
/// k. More than there are allows everything. The paper compares 10 on images of 32 x 32.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": {
///       "attack": { "use": "pgd", "iterations": 3, "step": 1 },
///       "threat": { "use": "l0", "pixels": 10 }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("l0", "At most k pixels change, Croce and Hein 2019")]
public sealed record L0([Range(0, 1_000_000)] int Pixels = 10) : ThreatModel(Pixels)
{
    // A change below float32's rounding of a pixel is none.
    private const double LeastChange = 1e-6;

    private static readonly long[] Image = [1, 2, 3];

    /// <inheritdoc/>
    public override string Norm => "l0";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var boxed = moved.clamp(0, 1);
        var worth = (moved - clean).square() - (moved - boxed).square();
        return where(Largest(worth.sum(1, keepdim: true), clean), boxed, clean);
    }

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point)
    {
        // A huge gradient must not become infinite, nor a tiny one nothing.
        var largest = gradient.abs().amax(Image, keepdim: true);
        var scaled = where(largest.gt(0), gradient / largest, zeros_like(gradient));

        var size = scaled.abs().sum(1).flatten(1);
        var count = (int)Math.Clamp(Radius, 1, size.shape[1]);
        var mean = size.topk(count, 1).values.mean([1]).view(-1, 1, 1, 1) / gradient.shape[1];
        return where(mean.gt(0), scaled / mean, scaled);
    }

    /// <summary>k random pixels, each of a random colour.</summary>
    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var place = random.For("pixels").Uniform(clean.shape[0], 1, clean.shape[2], clean.shape[3]);
        return where(Largest(place, clean), random.For("colours").Uniform(clean.shape), clean);
    }

    /// <summary>How many pixels of each image changed, [N].</summary>
    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) =>
        (moved - clean).abs().amax(1).gt(LeastChange).sum([1, 2]).to(moved.dtype);

    // The k pixels with the largest values above 0, bool [N, 1, H, W]; of equals the first.
    private Tensor Largest(Tensor values, Tensor clean)
    {
        var flat = values.flatten(1);
        var count = (int)Math.Min(Radius, flat.shape[1]);
        if (count <= 0)
            return zeros_like(values, dtype: ScalarType.Bool);

        var chosen = flat.topk(count, 1).indexes;
        var isChosen = zeros_like(flat).scatter(1, chosen, ones_like(flat)).gt(0);
        return isChosen.logical_and(flat.gt(0)).view(clean.shape[0], 1, clean.shape[2], clean.shape[3]);
    }
}
