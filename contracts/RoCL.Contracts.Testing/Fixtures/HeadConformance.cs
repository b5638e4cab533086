using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a head against the laws of <see cref="IHead"/>. Derive a test fixture from it and return
/// the component from <c>Create</c>.
/// </summary>
public abstract class HeadConformance : Conformance<IHead>
{
    /// <summary>One test for each law of <see cref="HeadLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(HeadLaws), nameof(HeadLaws.All))]
    public void It(Law<IHead> law) => Hold(law);
}
