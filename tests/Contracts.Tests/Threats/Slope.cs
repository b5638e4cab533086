namespace Contracts.Tests.Threats;

/// <summary>A gradient with respect to images.</summary>
/// <param name="Threat">Whose norm measures directions.</param>
/// <param name="Images">N.</param>
/// <param name="Shape">[C, H, W].</param>
/// <param name="Size">How large its pixels are.</param>
/// <param name="Flat">The share of pixels that are exactly zero.</param>
/// <param name="Seed">Where the values come from.</param>
public sealed record Slope(ThreatModel Threat, int Images, ImageShape Shape, double Size, double Flat, int Seed)
{
    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Images);

    /// <summary>[N, C, H, W], float32.</summary>
    public Tensor Gradient =>
        Size
        * Random("gradient").Normal(Images, Shape.Channels, Shape.Height, Shape.Width)
        * Random("flat").Uniform(Images, Shape.Channels, Shape.Height, Shape.Width).ge(Flat);

    /// <summary>Directions of length 1 in the norm of the threat model, float64.</summary>
    public IEnumerable<Tensor> UnitDirections(int count) =>
        from i in Enumerable.Range(0, count)
        let direction = Directions.Sample(Random("samples").For("direction", i), Shape, i)
        select direction / Norms.Of(Threat, direction);

    /// <summary>
    /// What FsCheck prints when a law fails: enough to build the same gradient again.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Threat.Norm}: {Images} gradients of {Shape}, of size {Size:R}, {Flat:R} of it zero, seed {Seed}"
        );
}
