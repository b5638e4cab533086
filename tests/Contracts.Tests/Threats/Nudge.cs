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
    /// Points inside the threat model, float64 [P, N, C, H, W]: random directions, corners and
    /// spikes of the ball, each cut by the box.
    /// </summary>
    /// <remarks>
    /// Clamping moves every pixel towards the clean image, so it leaves no ball.
    /// </remarks>
    /// <param name="count">P, the number of points.</param>
    public Tensor Samples(int count)
    {
        var clean = Clean.to(ScalarType.Float64);
        var random = Random("samples");
        // Every second point lies on the surface of the ball.
        Tensor Length(int i) =>
            i % 2 == 0
                ? full(Images, 1, 1, 1, Threat.Radius, ScalarType.Float64)
                : Threat.Radius * random.For("length", i).Between(0, 1).to(ScalarType.Float64);
        var directions = Directions.Sample(Enumerable.Range(0, count).Select(i => random.For("direction", i)), Shape);
        var lengths = stack([.. Enumerable.Range(0, count).Select(Length)]);
        return (clean + lengths * directions / Norms.Of(Threat, directions)).clamp(0, 1);
    }

    /// <summary>
    /// Points near a start, float64 [P, N, C, H, W], at four distances. Half of the steps go
    /// towards where the images were pushed.
    /// </summary>
    /// <param name="start">Where the steps begin, float64.</param>
    /// <param name="count">P, the number of points.</param>
    public Tensor Neighbours(Tensor start, int count)
    {
        var ahead = (Moved - start).sign();
        var random = Random("neighbours");
        var numbers = Enumerable.Range(0, count).ToArray();
        var directions = Directions.Sample(numbers.Select(i => random.For("direction", i)), Shape);
        Tensor OfEach(IEnumerable<double> values) => tensor([.. values]).view(-1, 1, 1, 1, 1);
        var isAhead = OfEach(numbers.Select(i => i / 4 % 2 == 0 ? 1.0 : 0)).eq(1);
        var distances = OfEach(numbers.Select(i => Math.Pow(10, -1 - i / 8 % 4)));
        return start + distances * where(isAhead, directions.abs() * ahead, directions);
    }

    /// <summary>
    /// Which images lie inside the threat model, bool [P, N, 1, 1, 1], computed in float64 up to
    /// one rounding of a float32 pixel.
    /// </summary>
    /// <param name="points">float64 [P, N, C, H, W].</param>
    public Tensor Has(Tensor points)
    {
        var inBall = Norms.Of(Threat, points - Clean.to(ScalarType.Float64)).le(Threat.Radius + 6e-8);
        var inBox = points.ge(0).logical_and(points.le(1)).flatten(2).all(2).view(inBall.shape);
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
