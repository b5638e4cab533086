using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks an attack against the laws of <see cref="IAttack"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class AttackConformance : Conformance<IAttack>
{
    /// <summary>One test for each law of <see cref="AttackLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(AttackLaws), nameof(AttackLaws.All))]
    public void It(Law<IAttack> law) => Hold(law);
}
