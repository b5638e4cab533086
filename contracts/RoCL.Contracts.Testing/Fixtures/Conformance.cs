using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>A component held to the laws of its contract, each law a test of its own.</summary>
/// <typeparam name="T">The contract.</typeparam>
public abstract class Conformance<T>
    where T : class
{
    /// <summary>Makes the component, with the options that it is to be tested with.</summary>
    protected abstract T Create();

    /// <summary>How hard each law is tried: 20 cases of seed 1 unless overridden.</summary>
    protected virtual LawSettings Settings => new();

    /// <summary>Fails with the smallest case that breaks a law.</summary>
    /// <param name="law">The law.</param>
    protected void Hold(Law<T> law)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (law.On(Create, Settings) is Verdict.Broken broken)
            Assert.Fail($"{Create()} breaks its contract: it {law.Sentence}. {broken}");
    }
}
