namespace RoCL.Contracts;

/// <summary>The movements of all pixels add up to at most ε: ‖x − c‖₁ ≤ ε.</summary>
/// <remarks>
/// The nearest point of ball and box is clamp(c + soft(x − c, λ)) with the smallest λ that lies in
/// the ball, where soft(d, λ) = sign(d) · max(|d| − λ, 0). Reference: Croce and Hein 2021,
/// arXiv:2103.01208, section 3.
/// </remarks>
/// <param name="Radius">
/// ε in pixel units of images in [0, 1], 0 or above; usually 12 for colour images of 32 x 32.
/// </param>
public sealed record L1(double Radius) : ThreatModel(Radius)
{
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
        return FarthestInside(SoftThresholded, moved, clean);
    }

    /// <summary>
    /// The whole unit length on the one pixel with the largest gradient, the first among equals.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient)
    {
        var flat = gradient.flatten(1);
        var largest = flat.abs().argmax(1, keepdim: true);
        return zeros_like(flat).scatter(1, largest, flat.gather(1, largest).sign()).view_as(gradient);
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

    private protected override double RoundingGrowth(Tensor clean) => Dimensions(clean);
}
