using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every encoder, one test each: [N, F] in both modes, a complete state dictionary, a
/// gradient that reaches the images. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class PlainConvConformance : EncoderConformance
{
    protected override IEncoder Create() => new PlainConv();
}
