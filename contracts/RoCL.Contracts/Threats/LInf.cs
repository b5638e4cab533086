namespace RoCL.Contracts;

/// <summary>Every pixel may move by at most ε.</summary>
/// <param name="Radius">
/// ε in pixel units, 0 or above; 8/255 is the field's habit for colour images of 32 x 32.
/// </param>
public sealed record LInf(double Radius) : ThreatModel(Radius)
{
    /// <inheritdoc/>
    public override string Norm => "linf";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean) =>
        moved.maximum(clean - Radius).minimum(clean + Radius).clamp(0, 1);

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient) => gradient.sign();

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random) =>
        Project(clean + Radius * (2 * random.Uniform(clean.shape) - 1), clean);

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) => (moved - clean).abs().amax(Pixels);

    private protected override double Slack(Tensor clean) => 1;
}
