using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds an attack to the laws of <see cref="IAttack"/>: inherit, and say in <c>Create</c> which.
/// </summary>
public abstract class AttackConformance : Conformance<IAttack>
{
    /// <summary>One test for each of <see cref="AttackLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(AttackLaws), nameof(AttackLaws.All))]
    public void It(Law<IAttack> law) => Hold(law);
}
