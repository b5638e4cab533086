using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every mixing, one test each: images stay images, partners are rows of the batch, and
/// shares lie in [0, 1]. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class CheckerMixConformance : MixingConformance
{
    protected override IMixing Create() => new CheckerMix(Square: 2);
}
