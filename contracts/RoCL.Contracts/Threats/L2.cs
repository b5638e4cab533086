namespace RoCL.Contracts;

/// <summary>The root of the squared movements of all pixels is at most ε.</summary>
/// <remarks>
/// The nearest point of ball and box is clamp(c + s (x - c)) for the largest s in [0, 1] that lies
/// in the ball, by the conditions of Karush, Kuhn and Tucker; rescaling and clamping alone would
/// land inside, but not nearest.
/// </remarks>
/// <param name="Radius">
/// ε in pixel units, 0 or above; 0.5 is the field's habit for colour images of 32 x 32.
/// </param>
public sealed record L2(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "l2";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var direction = Levelled(moved - clean);
        return Farthest(push => (clean + push * direction).clamp(0, 1), moved, clean);
    }

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient)
    {
        var level = Levelled(gradient);
        var length = level.square().sum(Pixels, keepdim: true).sqrt();
        return where(length.gt(0), level / length, zeros_like(gradient));
    }

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var direction = SteepestDirection(random.Normal(clean.shape));
        return Project(clean + Radius * random.Between(0, 1).pow(1.0 / Dimensions(clean)) * direction, clean);
    }

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).square().sum(Pixels).sqrt();

    private protected override double Slack(Tensor clean) => Math.Sqrt(Dimensions(clean));

    // Scaled so that the largest pixel is 1: the squares of a tiny or a huge image would be 0 or
    // infinite in float32.
    private static Tensor Levelled(Tensor images) => images / images.abs().amax(Pixels, keepdim: true);
}
