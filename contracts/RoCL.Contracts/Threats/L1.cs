namespace RoCL.Contracts;

/// <summary>The movements of all pixels add up to at most ε.</summary>
/// <remarks>
/// The nearest point of ball and box is clamp(c + soft(x - c, λ)) for the smallest λ that lies in
/// the ball, soft being the soft-threshold. Reference: Croce and Hein 2021, arXiv:2103.01208,
/// section 3.
/// </remarks>
/// <param name="Radius">
/// ε in pixel units, 0 or above; 12 is the field's habit for colour images of 32 x 32.
/// </param>
public sealed record L1(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "l1";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var displacement = moved - clean;
        var (size, side) = (displacement.abs(), displacement.sign());
        // λ is counted down from the largest movement, or a far point would leave nothing of it in
        // float32.
        var gap = size.amax(Pixels, keepdim: true) - size;
        return Farthest(push => (clean + side * (push - gap).clamp_min(0)).clamp(0, 1), moved, clean);
    }

    /// <summary>
    /// All of the unit length on the one pixel with the largest gradient, the first of equals.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient)
    {
        var flat = gradient.flatten(1);
        var largest = flat.abs().argmax(1, keepdim: true);
        return zeros_like(flat).scatter(1, largest, flat.gather(1, largest).sign()).view_as(gradient);
    }

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random)
    {
        var shares = -random.Uniform(clean.shape).clamp_min(1e-12).log();
        var sides = (random.Uniform(clean.shape) - 0.5).sign();
        var surface = sides * shares / shares.sum(Pixels, keepdim: true);
        return Project(clean + Radius * random.Between(0, 1).pow(1.0 / Dimensions(clean)) * surface, clean);
    }

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).abs().sum(Pixels);

    private protected override double Slack(Tensor clean) => Dimensions(clean);
}
