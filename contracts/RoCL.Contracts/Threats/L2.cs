namespace RoCL.Contracts;

/// <summary>
/// The movement of all pixels together is at most ε in the Euclidean norm: ‖x − c‖₂ ≤ ε.
/// </summary>
/// <remarks>
/// The nearest point of ball and box is clamp(c + s(x − c)) with the largest s in [0, 1] that lies
/// in the ball, by the conditions of Karush, Kuhn and Tucker. Rescaling followed by clamping also
/// lands in both, but not at the nearest point.
/// </remarks>
/// <param name="Radius">
/// ε in pixel units of images in [0, 1], 0 or above; usually 0.5 for colour images of 32 x 32.
/// </param>
public sealed record L2(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "l2";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var direction = WithLargestPixelOne(moved - clean);
        Tensor AlongTheDirection(Tensor reach) => (clean + reach * direction).clamp(0, 1);
        return FarthestInside.Of(this, AlongTheDirection, moved, clean);
    }

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point) => OfLengthOne(gradient);

    /// <summary>
    /// A random point of the ball, uniform before it is projected into [0, 1]: a uniform direction,
    /// and a length ε u^(1/D) with u uniform in [0, 1) and D the number of pixel values.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var direction = OfLengthOne(random.Normal(clean.shape));
        var fraction = random.Between(0, 1).pow(1.0 / Dimensions(clean));
        return Project(clean + Radius * fraction * direction, clean);
    }

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).square().sum(Pixels).sqrt();

    /// <inheritdoc/>
    protected override double RoundingGrowth(Tensor clean) => Math.Sqrt(Dimensions(clean));

    private static Tensor OfLengthOne(Tensor images)
    {
        var scaled = WithLargestPixelOne(images);
        var length = scaled.square().sum(Pixels, keepdim: true).sqrt();
        return where(length.gt(0), scaled / length, zeros_like(images));
    }

    // The squares of a tiny or a huge image would be 0 or infinite in float32.
    private static Tensor WithLargestPixelOne(Tensor images) => images / images.abs().amax(Pixels, keepdim: true);
}
