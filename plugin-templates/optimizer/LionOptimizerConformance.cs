using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every optimizer, one test each: a state that checkpoints hold and a resumed run goes
/// on from, finite numbers, a step downhill. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class LionOptimizerConformance : OptimizerConformance
{
    protected override IOptimizer Create() => new LionOptimizer();
}
