using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every loss: finite, with the gradient of its own value, following the order of the
/// images.
/// </summary>
[TestFixture]
public sealed class AlignUniformConformance : LossConformance
{
    protected override ILoss Create() => new AlignUniform();
}
