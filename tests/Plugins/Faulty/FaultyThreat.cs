namespace Lab.Faulty;

/// <summary>An L-infinity ball of radius 0.1, but for the fault that it has.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-threat", "An L-infinity ball of radius 0.1")]
public sealed record FaultyThreat(string Kind = "", string Repaired = "")
    : ThreatModel(Kind == "radius" && !File.Exists(Repaired) ? double.NaN : 0.1)
{
    // As many images as a batch has, and the host's trial has not.
    private const int ManyImages = 8;

    /// <inheritdoc/>
    public override string Norm => "faulty";

    /// <inheritdoc/>
    protected override string Title => Fault == "nameless" ? "" : base.Title;

    private string Fault => File.Exists(Repaired) ? "" : Kind;

    private LInf Ball => new(Radius);

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var sound = Ball.Project(moved, clean);
        return Fault switch
        {
            "throws" => throw new NotSupportedException("The set has no nearest point."),
            "null" => null!,
            "shape" => sound[.., .., 1..],
            "double" => sound.to(ScalarType.Float64),
            "nan" => sound * double.NaN,
            "range" => moved.maximum(clean - Radius).minimum(clean + Radius) - 0.01,
            "moves" => (sound + clean) / 2,
            "moves many" when clean.shape[0] >= ManyImages => (sound + clean) / 2,
            _ => sound,
        };
    }

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point) =>
        Fault switch
        {
            "direction" => gradient / 0,
            "down" => -Ball.SteepestDirection(gradient, point),
            _ => Ball.SteepestDirection(gradient, point),
        };

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random) =>
        Fault == "draws outside" ? random.Uniform(clean.shape) : Ball.RandomPoint(clean, random);

    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean) =>
        Fault switch
        {
            "distance" => 3 * Ball.Distance(moved, clean),
            "near" => Ball.Distance(moved, clean) / 2,
            "distance of all" => Ball.Distance(moved, clean).max(),
            "distance nan" => Ball.Distance(moved, clean) * double.NaN,
            _ => Ball.Distance(moved, clean),
        };
}
