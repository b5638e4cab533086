using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every augmentation: images stay images, and the same seed gives the same ones.
/// </summary>
[TestFixture]
public sealed class RandomErasingConformance : AugmentationConformance
{
    protected override IAugmentation Create() => new RandomErasing();
}
