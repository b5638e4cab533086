namespace RoCL.Contracts;

/// <summary>The root of the squared movements of all pixels is at most ε.</summary>
/// <remarks>
/// The nearest point of ball and box is clamp(x + t (c - x)) for the smallest t in [0, 1] that lies in the ball, by the conditions of
/// Karush, Kuhn and Tucker; rescaling and clamping alone would land inside, but not nearest.
/// </remarks>
/// <param name="Radius">ε in pixel units, 0 or above; 0.5 is the field's habit for colour images of 32 x 32.</param>
public sealed record L2(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "l2";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean) =>
        Shrink(t => (moved + t * (clean - moved)).clamp(0, 1), clean, ones_like(moved[.., ..1, ..1, ..1]));

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient)
    {
        var length = gradient.flatten(1).norm(1).view(-1, 1, 1, 1);
        return where(length.gt(0), gradient / length, zeros_like(gradient));
    }

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var direction = SteepestDirection(random.Normal(clean.shape));
        return Project(clean + Radius * random.Between(0, 1).pow(1.0 / clean[0].numel()) * direction, clean);
    }

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).flatten(1).norm(1);

    private protected override double Slack(Tensor clean) => Math.Sqrt(clean[0].numel());
}
