using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every head, one test each: [N, D] in both modes, a complete state dictionary, a
/// gradient that reaches the features. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class BottleneckHeadConformance : HeadConformance
{
    protected override IHead Create() => new BottleneckHead();
}
