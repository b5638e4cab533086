using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks an attack with a state against the laws of <see cref="IStatefulAttack"/>, and against
/// those of <see cref="IAttack"/>. Derive a test fixture from it and return the component from
/// <c>Create</c>.
/// </summary>
public abstract class StatefulAttackConformance : Conformance<IStatefulAttack>
{
    /// <summary>One test for each law of <see cref="StatefulAttackLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(StatefulAttackLaws), nameof(StatefulAttackLaws.All))]
    public void It(Law<IStatefulAttack> law) => Hold(law);

    /// <summary>One test for each law of <see cref="AttackLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(AttackLaws), nameof(AttackLaws.All))]
    public void ItAsAnAttack(Law<IAttack> law) => Hold(law, Create);
}
