using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every loss, one test each: finite, with the derivative of its value as its gradient,
/// following the order of the images. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class AlignUniformConformance : LossConformance
{
    protected override ILoss Create() => new AlignUniform();
}
