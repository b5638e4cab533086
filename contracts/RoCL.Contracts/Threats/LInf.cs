namespace RoCL.Contracts;

/// <summary>Every pixel may move by at most ε: ‖x − c‖∞ ≤ ε.</summary>
/// <remarks>
/// The projection clamps each pixel to [c − ε, c + ε] ∩ [0, 1]; the steepest direction is the sign
/// of the gradient. Reference: Madry et al. 2018, arXiv:1706.06083, section 2.1.
/// </remarks>
/// <param name="Radius">
/// ε in pixel units of images in [0, 1], 0 or above; usually 8/255 for colour images of 32 x 32.
/// </param>
public sealed record LInf(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "linf";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean) =>
        moved.maximum(clean - Radius).minimum(clean + Radius).clamp(0, 1);

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point) => gradient.sign();

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random) =>
        Project(clean + Radius * (2 * random.Uniform(clean.shape) - 1), clean);

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).abs().amax(Pixels);
}
