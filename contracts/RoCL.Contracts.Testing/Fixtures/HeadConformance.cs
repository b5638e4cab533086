using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds a head to the laws of <see cref="IHead"/>: inherit, and say in <c>Create</c> which.
/// </summary>
public abstract class HeadConformance : Conformance<IHead>
{
    /// <summary>One test for each of <see cref="HeadLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(HeadLaws), nameof(HeadLaws.All))]
    public void It(Law<IHead> law) => Hold(law);
}
