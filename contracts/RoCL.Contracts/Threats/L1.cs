using System.Globalization;

namespace RoCL.Contracts;

/// <summary>The movements of all pixels add up to at most ε: ‖x − c‖₁ ≤ ε.</summary>
/// <remarks>
/// The nearest point of ball and box is clamp(c + soft(x − c, λ)) with the smallest λ that lies in
/// the ball, where soft(d, λ) = sign(d) · max(|d| − λ, 0). Reference: Croce and Hein 2021,
/// arXiv:2103.01208, section 3.
/// <para>
/// The direction is sparse: see <see cref="SteepestDirection"/>. The paper's name for steps of this
/// kind is sparse l1 descent; it takes 1 % of the pixel values in its experiments. Reference:
/// Tramèr and Boneh 2019, arXiv:1904.13000, section 2.
/// </para>
/// </remarks>
/// <param name="Radius">
/// ε in pixel units of images in [0, 1], 0 or above; usually 12 for colour images of 32 x 32.
/// </param>
/// <param name="Share">
/// The part of an image's pixel values that share a step, above 0 and at most 1: 0.01 moves 1 % of
/// them, one at the least.
/// </param>
public sealed record L1(double Radius, double Share = L1.UsualShare) : ThreatModel(Radius)
{
    /// <summary>
    /// The part of the pixel values that share a step where nothing else is said.
    /// </summary>
    public const double UsualShare = 0.01;

    /// <inheritdoc/>
    public override string Norm => "l1";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var displacement = moved - clean;
        var magnitude = displacement.abs();
        var sign = displacement.sign();

        // λ = max|d| − reach. Counting down from the largest movement keeps the small remainders
        // that a far point would otherwise lose in float32.
        var shortfall = magnitude.amax(Pixels, keepdim: true) - magnitude;
        Tensor SoftThresholded(Tensor reach) => (clean + sign * (reach - shortfall).clamp_min(0)).clamp(0, 1);
        return FarthestInside.Of(this, SoftThresholded, moved, clean);
    }

    /// <summary>
    /// The unit length in equal parts on the pixels with the largest gradients, among those that
    /// can move along theirs.
    /// </summary>
    /// <remarks>
    /// A pixel at 0 or 1 whose gradient points out of the box gets no part of the length. Where its
    /// gradient is as large as those of the chosen, it is pushed against the border as hard as they
    /// move, and the projection leaves it there: otherwise it would be drawn back to pay for their
    /// movement, although it is worth more, and a step could lower a linear objective. Pixels of
    /// equal gradients are chosen together.
    /// </remarks>
    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point)
    {
        var slope = gradient.flatten(1);
        var size = slope.abs();
        var place = point.flatten(1);
        var isFree = where(slope.gt(0), place.lt(1), place.gt(0)).logical_and(slope.ne(0));

        var count = (int)Math.Max(1, Math.Ceiling(Share * Dimensions(gradient)));
        var sizeOfFree = where(isFree, size, zeros_like(size));
        var least = sizeOfFree.topk(count, 1).values.narrow(1, count - 1, 1);

        var isPushed = size.ge(least);
        var moving = isPushed.logical_and(isFree).sum(1, keepdim: true);
        var pushed = where(isPushed.logical_and(moving.gt(0)), slope.sign(), zeros_like(slope));
        return (pushed / moving.clamp_min(1)).view_as(gradient);
    }

    /// <summary>
    /// A random point of the ball, uniform before it is projected into [0, 1]: exponential shares
    /// with random signs, and a length ε u^(1/D) with u uniform in [0, 1) and D the number of pixel
    /// values.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var shares = -random.Uniform(clean.shape).clamp_min(1e-12).log();
        var signs = (random.Uniform(clean.shape) - 0.5).sign();
        var direction = signs * shares / shares.sum(Pixels, keepdim: true);
        var fraction = random.Between(0, 1).pow(1.0 / Dimensions(clean));
        return Project(clean + Radius * fraction * direction, clean);
    }

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).abs().sum(Pixels);

    /// <inheritdoc/>
    protected override string Title =>
        Share == UsualShare
            ? base.Title
            : string.Create(CultureInfo.InvariantCulture, $"{base.Title} ({100 * Share:R} % a step)");

    /// <inheritdoc/>
    protected override double RoundingGrowth(Tensor clean) => Dimensions(clean);
}
