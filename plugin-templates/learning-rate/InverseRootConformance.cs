using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every learning rate, one test each: finite and 0 or above, and a function of its
/// arguments alone. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class InverseRootConformance : LearningRateConformance
{
    protected override ILearningRate Create() => new InverseRoot();
}
