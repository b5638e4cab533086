namespace RoCL.Contracts;

/// <summary>
/// What an adversary may do to an image: move it by at most ε in some norm, and never out of [0,
/// 1].
/// </summary>
/// <remarks>
/// The set around a clean image c is { x ∈ [0, 1] : Distance(x, c) ≤ ε }. Recipes write
/// <see cref="LInf"/>, <see cref="L2"/> and <see cref="L1"/> by their norms,
/// <c>{ "linf": "8/255" }</c>; a plugin adds others as records with
/// <see cref="ComponentAttribute"/> that derive from this one,
/// <c>{ "use": "l0", "pixels": 10 }</c>. All members are pure. Images are [N, C, H, W] in [0, 1],
/// and each image is measured by itself over C, H and W.
/// <para>
/// The host tries a plugin's threat model on a few random images before training begins, and again
/// on the images that an attack returns. Errors: ROCL0391 to ROCL0397.
/// </para>
/// </remarks>
public abstract record ThreatModel
{
    /// <summary>A threat model of a radius.</summary>
    /// <param name="radius">ε, finite, 0 or above.</param>
    protected ThreatModel(double radius) => Radius = radius;

    /// <summary>
    /// ε, in the unit of <see cref="Distance"/>, finite, 0 or above; for a norm in pixel units of
    /// images in [0, 1]. Radius 0 allows the clean image alone: attacks and checks make smaller and
    /// larger sets of the same kind by <c>threat with { Radius = … }</c>, so every member has to
    /// follow it.
    /// </summary>
    public double Radius { get; init; }

    /// <summary>
    /// What recipes call it: <c>linf</c>, <c>l2</c> or <c>l1</c>; the component's name for a
    /// plugin's.
    /// </summary>
    public abstract string Norm { get; }

    /// <summary>
    /// The nearest allowed point: argmin ‖p − moved‖₂ over all p with Distance(p, clean) ≤ ε and p
    /// in [0, 1]. A point that is allowed stays as it is.
    /// </summary>
    /// <param name="moved">[N, C, H, W], any values.</param>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <returns>[N, C, H, W], inside the threat model.</returns>
    public abstract Tensor Project(Tensor moved, Tensor clean);

    /// <summary>
    /// The direction that a step goes in from a point, so that the loss rises the fastest: for a
    /// norm, argmax ⟨d, gradient⟩ over all d with ‖d‖ ≤ 1.
    /// </summary>
    /// <remarks>
    /// A step is Project(point + α · direction, clean). From a random point of the set it must not
    /// lower a linear objective, and must raise it where a point near by is higher.
    /// </remarks>
    /// <param name="gradient">[N, C, H, W], of any size.</param>
    /// <param name="point">
    /// [N, C, H, W] in [0, 1], where the gradient was taken: a pixel at 0 or 1 cannot move farther.
    /// </param>
    /// <returns>
    /// [N, C, H, W]. Where an image's gradient is zero, its direction is zero.
    /// </returns>
    public abstract Tensor SteepestDirection(Tensor gradient, Tensor point);

    /// <summary>
    /// A random point of the ball, uniform before it is projected into [0, 1].
    /// </summary>
    /// <param name="clean">[N, C, H, W] in [0, 1].</param>
    /// <param name="random">The source of the random values, for N images.</param>
    /// <returns>[N, C, H, W], inside the threat model.</returns>
    public abstract Tensor RandomPoint(Tensor clean, Rng random);

    /// <summary>
    /// The length of each image's movement, ‖moved − clean‖, [N]: 0 for the clean image, at most ε
    /// for all that <see cref="Project"/> returns.
    /// </summary>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public abstract Tensor Distance(Tensor moved, Tensor clean);

    /// <summary>
    /// Whether each image lies in the ball and in [0, 1], bool [N], with a tolerance for the
    /// rounding of float32.
    /// </summary>
    /// <remarks>
    /// The tolerance is 1e-5 of the radius and 1e-6 of a pixel's range, far below one level of an
    /// 8-bit image. NaN lies outside.
    /// </remarks>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public Tensor Inside(Tensor moved, Tensor clean)
    {
        var allowed = Radius * (1 + 1e-5) + 1e-6 * RoundingGrowth(clean);
        return Distance(moved, clean)
            .le(allowed)
            .logical_and(moved.amin(Pixels).ge(-1e-6))
            .logical_and(moved.amax(Pixels).le(1 + 1e-6));
    }

    /// <summary>Whether every image lies inside, as <see cref="Inside"/> decides.</summary>
    /// <param name="moved">[N, C, H, W].</param>
    /// <param name="clean">[N, C, H, W].</param>
    public bool Contains(Tensor moved, Tensor clean)
    {
        using var scope = NewDisposeScope();
        return Inside(moved, clean).all().item<bool>();
    }

    /// <summary>
    /// Name and radius as tables write them, <see cref="Title"/>: <c>linf 8/255</c> or
    /// <c>l2 0.5</c>.
    /// </summary>
    public sealed override string ToString() => Title;

    /// <summary>
    /// The short name in tables, different for threat models that differ: <see cref="Norm"/> and
    /// <see cref="Radius"/>. A record with other options adds what they are.
    /// </summary>
    protected virtual string Title => $"{Norm} {RadiusText.Of(Radius)}";

    /// <summary>
    /// How many times the rounding of one pixel enters <see cref="Distance"/>: 1 for a maximum, √D
    /// for a root of squares, D for a sum. 1 where it is not overridden.
    /// </summary>
    /// <param name="clean">[N, C, H, W].</param>
    protected virtual double RoundingGrowth(Tensor clean) => 1;

    /// <summary>The dimensions C, H and W, over which an image is measured.</summary>
    private protected static readonly long[] Pixels = [1, 2, 3];

    /// <summary>D, the number of pixel values of an image.</summary>
    private protected static long Dimensions(Tensor images) => images.numel() / images.shape[0];
}
