using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>A component that breaks one law, and the law.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <param name="Law">Which law.</param>
/// <param name="Make">The component.</param>
/// <param name="Smallest">How the smallest case begins.</param>
/// <param name="Seen">A part of what is said of it.</param>
internal sealed record Broken<T>(Law<T> Law, Func<T> Make, string Smallest, string Seen)
    where T : class
{
    /// <summary>For a component without options or state.</summary>
    public Broken(Law<T> law, T component, string smallest, string seen)
        : this(law, () => component, smallest, seen) { }

    public override string ToString() => $"{Make().GetType().Name} {Law}";

    /// <summary>Holds the component to the law, and looks at what is said.</summary>
    public void Check()
    {
        var verdict = Law.On(Make) as Verdict.Broken;
        Assert.That(verdict, Is.Not.Null, "the law held");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict!.Case, Does.StartWith(Smallest));
            Assert.That(verdict.Seen, Does.Contain(Seen));
        }
    }
}
