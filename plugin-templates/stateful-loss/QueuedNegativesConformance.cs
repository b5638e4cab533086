using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every loss, and those of states, one test each: the state begins alike, keeps its
/// names, shapes and types, and is all that is remembered. Add tests of your own in a fixture next
/// to this one.
/// </summary>
[TestFixture]
public sealed class QueuedNegativesConformance : StatefulLossConformance
{
    protected override IStatefulLoss Create() => new QueuedNegatives(Length: 16);
}
