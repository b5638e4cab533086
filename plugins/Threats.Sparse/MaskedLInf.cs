using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RoCL.Threats.Sparse;

/// <summary>A patch: the pixels of one rectangle move by at most ε each, all others stay.</summary>
/// <remarks>
/// <c>{ x ∈ [0, 1] : |x − c| ≤ ε inside the rectangle, x = c outside }</c>. Projection, direction
/// and random points are those of L-infinity inside, and nothing outside. With ε = 1 the patch may
/// show anything.
/// <para>
/// Place and size are parts of the image, so that one recipe means the same at every resolution:
/// the rectangle covers the pixels from <c>round(top · H)</c> on, <c>round(height · H)</c> of them
/// but one at the least, and as many as there are; columns likewise.
/// </para>
/// <para>
/// Shape: images [N, C, H, W] in [0, 1]. The distance is the largest movement of a pixel, infinite
/// where one outside the rectangle moved.
/// </para>
/// <para>
/// Reference: adversarial patches at a given place, Karmon et al. 2018, arXiv:1801.02608, section
/// 2.
/// </para>
/// </remarks>
/// <param name="Epsilon">ε, in pixel units of images in [0, 1]. A patch of any content: 1.</param>
/// <param name="Top">Where the rectangle begins, as a part of the image's height.</param>
/// <param name="Left">Where it begins, as a part of the image's width.</param>
/// <param name="Height">Its height as a part of the image's.</param>
/// <param name="Width">Its width as a part of the image's.</param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": {
///       "attack": { "use": "pgd", "iterations": 3, "relativeStep": 0.25 },
///       "threat": { "use": "masked-linf", "epsilon": "64/255", "top": 0.5, "left": 0.5 }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("masked-linf", "A patch: an L-infinity ball inside a rectangle, Karmon et al. 2018")]
public sealed record MaskedLInf(
    [Range(0, 1e6)] double Epsilon = 1,
    [Range(0, 1)] double Top = 0.25,
    [Range(0, 1)] double Left = 0.25,
    [Range(0, 1)] double Height = 0.25,
    [Range(0, 1)] double Width = 0.25
) : ThreatModel(Epsilon)
{
    // A change below float32's rounding of a pixel is none.
    private const double LeastChange = 1e-6;

    private static readonly long[] Image = [1, 2, 3];

    /// <inheritdoc/>
    public override string Norm => "masked-linf";

    /// <inheritdoc/>
    protected override string Title =>
        string.Create(CultureInfo.InvariantCulture, $"{base.Title} {Height:R}x{Width:R} at {Top:R},{Left:R}");

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean) =>
        where(Mask(clean), new LInf(Radius).Project(moved, clean), clean);

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point) =>
        where(Mask(gradient), gradient.sign(), zeros_like(gradient));

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random) =>
        where(Mask(clean), new LInf(Radius).RandomPoint(clean, random), clean);

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean)
    {
        var movement = (moved - clean).abs();
        var isForbidden = movement.gt(LeastChange).logical_and(Mask(clean).logical_not());
        return movement.masked_fill(isForbidden, double.PositiveInfinity).amax(Image);
    }

    // Where pixels may move, bool [1, 1, H, W].
    private Tensor Mask(Tensor images)
    {
        var height = images.shape[2];
        var width = images.shape[3];
        var mask = zeros([1, 1, height, width], ScalarType.Bool, images.device);
        var top = Start(Top, height);
        var left = Start(Left, width);
        mask.narrow(2, top, Extent(Height, height, top)).narrow(3, left, Extent(Width, width, left)).fill_(true);
        return mask;
    }

    private static long Start(double part, long pixels) => Math.Min((long)Math.Round(part * pixels), pixels - 1);

    private static long Extent(double part, long pixels, long start) =>
        Math.Clamp((long)Math.Round(part * pixels), 1, pixels - start);
}
