using RoCL.Contracts.Testing;

/// <summary>The laws of every head: [N, D] in both modes, and its state goes out and in.</summary>
[TestFixture]
public sealed class BottleneckHeadConformance : HeadConformance
{
    protected override IHead Create() => new BottleneckHead();
}
