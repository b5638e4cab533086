using System.ComponentModel.DataAnnotations;

// A working threat model, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. The number that is handed to ThreatModel is the radius. Compute with Radius and not with the
//      option: attacks and checks make smaller and larger sets by `threat with { Radius = ... }`.
//   3. Project gives the nearest point of the set that lies in [0, 1]; a point of the set stays.
//      Distance is at most Radius for those points, and for no others.
//   4. SteepestDirection is what a step is added along: from a random point of the set, a step and
//      a projection must raise a linear objective.
//   5. `rocl check PixelFrame.cs` tries the laws of every threat model.

/// <summary>The outermost pixels move by at most ε each, all others stay.</summary>
/// <remarks>
/// <c>{ x ∈ [0, 1] : |x − c| ≤ ε on the frame, x = c inside it }</c>. With ε = 1 the frame may show
/// anything.
/// <para>Shape: images [N, C, H, W] in [0, 1], each by itself.</para>
/// <para>Begun from: Zajac et al. 2019, arXiv:1812.04599, section 3.</para>
/// </remarks>
/// <param name="Epsilon">ε, in pixel units of images in [0, 1].</param>
/// <param name="Border">The width of the frame in pixels, at each of the four sides.</param>
/// <example>
/// <code>
/// { "views": { "adv": { "threat": { "use": "pixel-frame", "epsilon": 0.5, "border": 2 } } } }
/// </code>
/// </example>
[Component("pixel-frame", "A frame around the image")]
public sealed record PixelFrame([Range(0, 1e6)] double Epsilon = 1, [Range(1, 1_000)] int Border = 1)
    : ThreatModel(Epsilon)
{
    // A change below float32's rounding of a pixel is none.
    private const double LeastChange = 1e-6;

    /// <inheritdoc/>
    public override string Norm => "pixel-frame";

    /// <summary>The name in tables, such as <c>pixel-frame 0.5 border 2</c>.</summary>
    protected override string Title => $"{base.Title} border {Border}";

    /// <inheritdoc/>
    public override Tensor Project(Tensor moved, Tensor clean)
    {
        var near = moved.maximum(clean - Radius).minimum(clean + Radius).clamp(0, 1);
        return where(Frame(clean), near, clean);
    }

    /// <inheritdoc/>
    public override Tensor SteepestDirection(Tensor gradient, Tensor point) =>
        where(Frame(gradient), gradient.sign(), zeros_like(gradient));

    /// <inheritdoc/>
    public override Tensor RandomPoint(Tensor clean, Rng random) =>
        Project(clean + Radius * (2 * random.Uniform(clean.shape) - 1), clean);

    /// <summary>
    /// The largest movement of a pixel; infinite where one inside the frame has moved.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Distance(Tensor moved, Tensor clean)
    {
        var movement = (moved - clean).abs();
        var isForbidden = movement.gt(LeastChange).logical_and(Frame(clean).logical_not());
        return movement.masked_fill(isForbidden, double.PositiveInfinity).amax([1, 2, 3]);
    }

    // Where pixels may move, bool [1, 1, H, W].
    private Tensor Frame(Tensor images)
    {
        var height = images.shape[2];
        var width = images.shape[3];
        var frame = ones([1, 1, height, width], ScalarType.Bool, images.device);
        if (2L * Border < Math.Min(height, width))
            frame.narrow(2, Border, height - 2 * Border).narrow(3, Border, width - 2 * Border).fill_(false);
        return frame;
    }
}
