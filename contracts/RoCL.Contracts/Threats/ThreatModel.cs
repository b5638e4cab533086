using System.Globalization;

namespace RoCL.Contracts;

/// <summary>
/// What an adversary may do to an image: move it by at most a radius in some norm, and never out of
/// [0, 1].
/// </summary>
/// <remarks>
/// A closed family: <see cref="LInf"/>, <see cref="L2"/>, <see cref="L1"/>. All members are pure;
/// images are [N, C, H, W] in [0, 1], each measured by itself over C, H and W.
/// </remarks>
public abstract record ThreatModel
{
    private protected ThreatModel(double radius) => Radius = radius;

    /// <summary>
    /// ε, in pixel units of images in [0, 1], 0 or above. Radius 0 allows the clean image alone.
    /// </summary>
    public double Radius { get; init; }

    /// <summary>The norm as recipes write it: <c>linf</c>, <c>l2</c> or <c>l1</c>.</summary>
    public abstract string Norm { get; }

    /// <summary>
    /// The nearest point, in the Euclidean sense, of the ball around the clean image that lies in
    /// [0, 1].
    /// </summary>
    /// <param name="moved">[N, C, H, W], anywhere.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    public abstract Tensor Project(Tensor moved, Tensor clean);

    /// <summary>
    /// The direction of length 1, in this norm, that raises the loss fastest: argmax over ‖d‖ ≤ 1
    /// of ⟨d, gradient⟩.
    /// </summary>
    /// <param name="gradient">
    /// [N, C, H, W]. Where an image's gradient is zero, so is its direction.
    /// </param>
    public abstract Tensor SteepestDirection(Tensor gradient);

    /// <summary>
    /// A random point of the ball, uniform where [0, 1] does not cut it, and projected.
    /// </summary>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <param name="random">Where the point comes from.</param>
    public abstract Tensor RandomPoint(Tensor clean, Rng random);

    /// <summary>How far each image has moved, in this norm, [N].</summary>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public abstract Tensor Distance(Tensor moved, Tensor clean);

    /// <summary>
    /// Whether each image lies inside the ball and in [0, 1], bool [N], up to what float32 loses in
    /// adding up the norm (see remarks).
    /// </summary>
    /// <remarks>
    /// The slack is 1e-5 of the radius and 1e-6 of the image's range, far below one level of an
    /// 8-bit image. NaN is outside.
    /// </remarks>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public Tensor Inside(Tensor moved, Tensor clean) =>
        Distance(moved, clean)
            .le(Radius * (1 + 1e-5) + 1e-6 * Slack(clean))
            .logical_and(moved.amin(Pixels).ge(-1e-6))
            .logical_and(moved.amax(Pixels).le(1 + 1e-6));

    /// <summary>Whether every image lies inside (see <see cref="Inside"/>).</summary>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public bool Contains(Tensor moved, Tensor clean)
    {
        using var scope = NewDisposeScope();
        return Inside(moved, clean).all().item<bool>();
    }

    /// <summary>As papers write it, <c>linf 8/255</c> or <c>l2 0.5</c>.</summary>
    public sealed override string ToString() =>
        Radius > 0 && Radius < 1 && Math.Abs(Radius * 255 - Math.Round(Radius * 255)) < 1e-9
            ? string.Create(CultureInfo.InvariantCulture, $"{Norm} {Math.Round(Radius * 255)}/255")
            : string.Create(CultureInfo.InvariantCulture, $"{Norm} {Radius:0.####}");

    /// <summary>
    /// How many times a pixel's rounding enters the norm: 1 for a maximum, √D for a root of
    /// squares, D for a sum.
    /// </summary>
    private protected abstract double Slack(Tensor clean);

    /// <summary>The dimensions of one image.</summary>
    private protected static readonly long[] Pixels = [1, 2, 3];

    /// <summary>D, how many pixel values an image has.</summary>
    private protected static long Dimensions(Tensor images) => images.numel() / images.shape[0];

    /// <summary>
    /// The farthest point of a path that lies within the radius, image by image; its end where that
    /// lies within.
    /// </summary>
    /// <remarks>
    /// Bisection by ratios, since the answer may be a millionth of the way; 32 halvings reach the
    /// last bit of float32 from anywhere.
    /// </remarks>
    /// <param name="path">
    /// From a push [N, 1, 1, 1] to a point of [0, 1]: no pixel is farther from the clean image than
    /// the push, and none comes nearer as it grows.
    /// </param>
    /// <param name="moved">[N, C, H, W], where the path ends up to clamping.</param>
    /// <param name="clean">[N, C, H, W], where the path begins.</param>
    private protected Tensor Farthest(Func<Tensor, Tensor> path, Tensor moved, Tensor clean)
    {
        Tensor Outside(Tensor point) => Distance(point, clean).gt(Radius).view(-1, 1, 1, 1);
        var most = (moved - clean).abs().amax(Pixels, keepdim: true);
        var least = full_like(most, Radius / 2 / Dimensions(clean));
        var push = Iterate
            .Fold(
                32,
                (Within: least, Beyond: most),
                (bracket, _) =>
                {
                    var middle = bracket.Within.sqrt() * bracket.Beyond.sqrt();
                    var outside = Outside(path(middle));
                    return (where(outside, bracket.Within, middle), where(outside, middle, bracket.Beyond));
                }
            )
            .Within;
        var end = moved.clamp(0, 1);
        return where(Outside(end), path(push), end);
    }
}
