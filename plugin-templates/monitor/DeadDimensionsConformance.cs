using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every monitor, one test each: the same numbers for the same step, and nothing
/// written to. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class DeadDimensionsConformance : MonitorConformance
{
    protected override IMonitor Create() => new DeadDimensions();
}
