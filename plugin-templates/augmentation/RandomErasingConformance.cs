using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every augmentation, one test each: images stay images in [0, 1], and the same random
/// values give the same result for each image. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class RandomErasingConformance : AugmentationConformance
{
    protected override IAugmentation Create() => new RandomErasing();
}
