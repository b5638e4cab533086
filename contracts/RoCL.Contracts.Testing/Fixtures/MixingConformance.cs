using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a mixing against the laws of <see cref="IMixing"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class MixingConformance : Conformance<IMixing>
{
    /// <summary>One test for each law of <see cref="MixingLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(MixingLaws), nameof(MixingLaws.All))]
    public void It(Law<IMixing> law) => Hold(law);
}
