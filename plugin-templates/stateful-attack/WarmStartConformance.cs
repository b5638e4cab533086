using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every attack, and those of states, one test each: the state begins alike, keeps its
/// names, shapes and types, and is all that is remembered. Add tests of your own in a fixture next
/// to this one.
/// </summary>
[TestFixture]
public sealed class WarmStartConformance : StatefulAttackConformance
{
    protected override IStatefulAttack Create() => new WarmStart(Iterations: 2);
}
