using FsCheck;
using FsCheck.Fluent;

namespace Contracts.Tests.Threats;

/// <summary>
/// Generates the inputs of the laws in this folder. Each is a small value, and its tensors follow
/// from it.
/// </summary>
public static class Nouns
{
    /// <summary>
    /// Threat models of every norm: radius 0, the usual radii, any radius up to the size of the
    /// box, and radii far beyond it.
    /// </summary>
    public static Arbitrary<ThreatModel> ThreatModels() => Models.ToArbitrary();

    /// <summary>
    /// Images, some on the border of the box, and movements: none, small and enormous ones.
    /// </summary>
    public static Arbitrary<Nudge> Nudges() =>
        (
            from threat in Models
            from images in Gen.Choose(1, 4)
            from shape in Shapes
            from reach in Gen.Elements(0, 1e-4, 0.03, 0.5, 3, 1e4, 1e8)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Nudge(threat, images, shape, reach, seed)
        ).ToArbitrary();

    /// <summary>
    /// Gradients of every magnitude that float32 can represent, with some of their pixels zero.
    /// </summary>
    public static Arbitrary<Slope> Slopes() =>
        (
            from threat in Models
            from images in Gen.Choose(1, 4)
            from shape in Shapes
            from size in Gen.Elements(1e-30, 1e-12, 1e-3, 1, 1e6, 1e30)
            from flat in Gen.Elements(0, 0.5)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Slope(threat, images, shape, size, flat, seed)
        ).ToArbitrary();

    private static Gen<ImageShape> Shapes =>
        from channels in Gen.Elements(1, 3)
        from height in Gen.Choose(1, 5)
        from width in Gen.Choose(1, 5)
        select new ImageShape(channels, height, width);

    private static Gen<ThreatModel> Models =>
        from radius in Gen.Frequency(
            (1, Gen.Constant(0.0)),
            (2, Gen.Elements(8 / 255.0, 0.5, 12)),
            (6, Gen.Choose(1, 1000).Select(i => 4 * Math.Pow(i / 1000.0, 3))),
            (1, Gen.Elements(1e3, 1e30))
        )
        from threat in Gen.Elements<ThreatModel>(new LInf(radius), new L2(radius), new L1(radius))
        select threat;
}
