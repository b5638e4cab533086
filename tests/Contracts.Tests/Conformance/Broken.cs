using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>A law, and a component that breaks it.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <param name="Law">The law.</param>
/// <param name="Create">Creates the component.</param>
/// <param name="Smallest">The beginning of the smallest case.</param>
/// <param name="Observation">A part of what is observed there.</param>
internal sealed record Broken<T>(Law<T> Law, Func<T> Create, string Smallest, string Observation)
    where T : class
{
    /// <summary>For a component without options or state.</summary>
    public Broken(Law<T> law, T component, string smallest, string observation)
        : this(law, () => component, smallest, observation) { }

    public override string ToString() => $"{Create().GetType().Name} {Law}";

    /// <summary>Asserts that the law is broken, with this case and observation.</summary>
    public void Check()
    {
        var verdict = Law.Check(Create) as Verdict.Broken;
        Assert.That(verdict, Is.Not.Null, "the law held");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict!.Case, Does.StartWith(Smallest));
            Assert.That(verdict.Observation, Does.Contain(Observation));
        }
    }
}
