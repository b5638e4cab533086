using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a component against the laws of its contract, with one test for each law.
/// </summary>
/// <typeparam name="T">The contract, such as <see cref="IAttack"/>.</typeparam>
public abstract class Conformance<T>
    where T : class
{
    /// <summary>Creates the component with the options to test; it is called many times.</summary>
    protected abstract T Create();

    /// <summary>
    /// The number of cases, their seed and the time for each law: 20 cases of seed 1 unless
    /// overridden.
    /// </summary>
    protected virtual LawSettings Settings => new();

    /// <summary>Fails with the smallest case that breaks a law.</summary>
    /// <param name="law">The law.</param>
    protected void Hold(Law<T> law) => Hold(law, Create);

    /// <summary>Fails with the smallest case that breaks a law of another contract.</summary>
    /// <typeparam name="TOther">A contract that the component fulfils too.</typeparam>
    /// <param name="law">The law.</param>
    /// <param name="create">Creates the component.</param>
    protected void Hold<TOther>(Law<TOther> law, Func<TOther> create)
        where TOther : class
    {
        ArgumentNullException.ThrowIfNull(law);
        if (law.Check(create, Settings) is Verdict.Broken broken)
            Assert.Fail($"{Create()} breaks its contract. The law is that it {law.Sentence}. {broken}");
    }
}
