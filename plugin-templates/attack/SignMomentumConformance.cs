using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every attack: it stays in the ball, follows its seed, writes to no input, leaves no
/// tensor behind.
/// </summary>
[TestFixture]
public sealed class SignMomentumConformance : AttackConformance
{
    protected override IAttack Create() => new SignMomentum(Iterations: 3);
}
