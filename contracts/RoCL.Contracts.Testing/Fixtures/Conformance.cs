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
    protected void Hold(Law<T> law)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (law.Check(Create, Settings) is Verdict.Broken broken)
            Assert.Fail($"{Create()} breaks its contract. The law is that it {law.Sentence}. {broken}");
    }
}
