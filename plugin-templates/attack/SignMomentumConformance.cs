using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every attack, one test each: the images stay in the ball, follow the seed, and leave
/// inputs, model and memory as they were. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class SignMomentumConformance : AttackConformance
{
    // Few iterations: each law tries many cases.
    protected override IAttack Create() => new SignMomentum(Iterations: 3);
}
