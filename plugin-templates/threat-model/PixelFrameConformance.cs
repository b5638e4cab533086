using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every threat model, one test each: projection, distance, random points and
/// directions agree with one another. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class PixelFrameConformance : ThreatModelConformance
{
    protected override ThreatModel Create() => new PixelFrame(Epsilon: 0.5);
}
