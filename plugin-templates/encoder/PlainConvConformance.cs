using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every encoder: [N, F] in both modes, its state goes out and in, the gradient reaches
/// the images.
/// </summary>
[TestFixture]
public sealed class PlainConvConformance : EncoderConformance
{
    protected override IEncoder Create() => new PlainConv();
}
