namespace Contracts.Tests.Threats;

/// <summary>Images, and where something has pushed them.</summary>
/// <param name="Threat">What is allowed.</param>
/// <param name="Images">N.</param>
/// <param name="Shape">[C, H, W].</param>
/// <param name="Reach">The standard deviation of the push, in pixel units.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record Nudge(ThreatModel Threat, int Images, ImageShape Shape, double Reach, int Seed)
{
    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>D, how many pixel values an image has.</summary>
    public int Dimensions => Shape.Channels * Shape.Height * Shape.Width;

    /// <summary>Images in [0, 1]; about a third of the pixels lie on the border.</summary>
    public Tensor Clean =>
        (1.5 * Random("clean").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width) - 0.25).clamp(0, 1);

    /// <summary>The images after the push, anywhere.</summary>
    public Tensor Moved => Clean + Reach * Random("push").Normal(Images, Shape.Channels, Shape.Height, Shape.Width);

    /// <summary>
    /// Points of the set, float64: random directions, corners and spikes of the ball, each cut by
    /// the box.
    /// </summary>
    /// <remarks>
    /// Clamping leads towards the clean image in every pixel, so it leaves no ball.
    /// </remarks>
    public IEnumerable<Tensor> Samples(int count)
    {
        var (clean, random) = (Clean.to(ScalarType.Float64), Random("samples"));
        return from i in Enumerable.Range(0, count)
            let direction = Directions.Sample(random.For("direction", i), Shape, i)
            let length = Threat.Radius * (i % 2 == 0 ? 1 : random.For("length", i).Between(0, 1).to(ScalarType.Float64))
            select (clean + length * direction / Norms.Of(Threat, direction)).clamp(0, 1);
    }

    /// <summary>
    /// Steps of many sizes and kinds, half of them towards where the images were pushed, float64.
    /// </summary>
    /// <param name="start">Where the steps begin, float64.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<Tensor> Neighbours(Tensor start, int count)
    {
        var (ahead, random) = ((Moved - start).sign(), Random("neighbours"));
        return from i in Enumerable.Range(0, count)
            let direction = Directions.Sample(random.For("direction", i), Shape, i)
            select start + Math.Pow(10, -1 - i / 8 % 4) * (i / 4 % 2 == 0 ? direction.abs() * ahead : direction);
    }

    /// <summary>
    /// Which images lie in the set, bool [N], in float64 and up to one rounding of a float32 pixel.
    /// </summary>
    public Tensor Has(Tensor point) =>
        Norms
            .Of(Threat, point - Clean.to(ScalarType.Float64))
            .le(Threat.Radius + 6e-8)
            .view(-1)
            .logical_and(point.ge(0).logical_and(point.le(1)).flatten(1).all(1));

    /// <summary>
    /// What FsCheck prints when a law fails: enough to build the same images again.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Threat.Norm} {Threat.Radius:R} around {Images} images of {Shape}, pushed by {Reach:R}, seed {Seed}"
        );
}
