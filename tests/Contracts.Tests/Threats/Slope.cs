namespace Contracts.Tests.Threats;

/// <summary>A gradient with respect to images.</summary>
/// <param name="Threat">The threat model with the norm that measures directions.</param>
/// <param name="Images">N, the number of images.</param>
/// <param name="Shape">The shape of an image, [C, H, W].</param>
/// <param name="Size">The magnitude of its pixels.</param>
/// <param name="Flat">The fraction of pixels that are exactly zero.</param>
/// <param name="Seed">The seed of the values.</param>
public sealed record Slope(ThreatModel Threat, int Images, ImageShape Shape, double Size, double Flat, int Seed)
{
    /// <summary>float32 [N, C, H, W].</summary>
    public Tensor Gradient
    {
        get
        {
            long[] size = [Images, Shape.Channels, Shape.Height, Shape.Width];
            var isSloped = Random("flat").Uniform(size).ge(Flat);
            return Size * Random("gradient").Normal(size) * isSloped;
        }
    }

    /// <summary>The middle of the box, from which every pixel can move either way.</summary>
    public Tensor Middle => full(Images, Shape.Channels, Shape.Height, Shape.Width, 0.5);

    /// <summary>
    /// Directions of length 1 in the norm of the threat model, float64 [P, N, C, H, W].
    /// </summary>
    /// <param name="count">P, the number of directions.</param>
    public Tensor UnitDirections(int count)
    {
        var random = Random("samples");
        var sources = Enumerable.Range(0, count).Select(i => random.For("direction", i));
        var directions = Directions.Sample(sources, Shape);
        return directions / Norms.Of(Threat, directions);
    }

    /// <summary>
    /// What FsCheck prints when a law fails: enough to make the same gradient again.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Threat.Norm}: {Images} gradients of {Shape}, of size {Size:R}, {Flat:R} of it zero, seed {Seed}"
        );

    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);
}
