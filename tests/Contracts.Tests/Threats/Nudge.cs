namespace Contracts.Tests.Threats;

/// <summary>Images, and where a random push has moved them.</summary>
/// <param name="Threat">The threat model around the images.</param>
/// <param name="Images">N, the number of images.</param>
/// <param name="Shape">The shape of an image, [C, H, W].</param>
/// <param name="Reach">The standard deviation of the push, in pixel units.</param>
/// <param name="Seed">The seed of the values.</param>
public sealed record Nudge(ThreatModel Threat, int Images, ImageShape Shape, double Reach, int Seed)
{
    /// <summary>D, the number of pixel values of an image.</summary>
    public int Dimensions => Shape.Channels * Shape.Height * Shape.Width;

    /// <summary>Images in [0, 1]; about a third of the pixels lie on the border.</summary>
    public Tensor Clean =>
        (1.5 * Random("clean").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width) - 0.25).clamp(0, 1);

    /// <summary>The images after the push, with any values.</summary>
    public Tensor Moved => Clean + Reach * Random("push").Normal(Images, Shape.Channels, Shape.Height, Shape.Width);

    /// <summary>
    /// Points inside the threat model, float64: random directions, corners and spikes of the ball,
    /// each cut by the box.
    /// </summary>
    /// <remarks>
    /// Clamping moves every pixel towards the clean image, so it leaves no ball.
    /// </remarks>
    /// <param name="count">The number of points.</param>
    public IEnumerable<Tensor> Samples(int count)
    {
        var clean = Clean.to(ScalarType.Float64);
        var random = Random("samples");
        // Every second point lies on the surface of the ball.
        Tensor Length(int i) =>
            i % 2 == 0
                ? full(Images, 1, 1, 1, Threat.Radius, ScalarType.Float64)
                : Threat.Radius * random.For("length", i).Between(0, 1).to(ScalarType.Float64);
        return from i in Enumerable.Range(0, count)
            let direction = Directions.Sample(random.For("direction", i), Shape, i)
            select (clean + Length(i) * direction / Norms.Of(Threat, direction)).clamp(0, 1);
    }

    /// <summary>
    /// Points near a start, float64, at four distances. Half of the steps go towards where the
    /// images were pushed.
    /// </summary>
    /// <param name="start">Where the steps begin, float64.</param>
    /// <param name="count">The number of points.</param>
    public IEnumerable<Tensor> Neighbours(Tensor start, int count)
    {
        var ahead = (Moved - start).sign();
        var random = Random("neighbours");
        return from i in Enumerable.Range(0, count)
            let direction = Directions.Sample(random.For("direction", i), Shape, i)
            let step = i / 4 % 2 == 0 ? direction.abs() * ahead : direction
            let distance = Math.Pow(10, -1 - i / 8 % 4)
            select start + distance * step;
    }

    /// <summary>
    /// Which images lie inside the threat model, bool [N], computed in float64 up to one rounding
    /// of a float32 pixel.
    /// </summary>
    /// <param name="point">float64 [N, C, H, W].</param>
    public Tensor Has(Tensor point)
    {
        var inBall = Norms.Of(Threat, point - Clean.to(ScalarType.Float64)).le(Threat.Radius + 6e-8).view(-1);
        var inBox = point.ge(0).logical_and(point.le(1)).flatten(1).all(1);
        return inBall.logical_and(inBox);
    }

    /// <summary>
    /// What FsCheck prints when a law fails: enough to make the same images again.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Threat.Norm} {Threat.Radius:R} around {Images} images of {Shape}, pushed by {Reach:R}, seed {Seed}"
        );

    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);
}
