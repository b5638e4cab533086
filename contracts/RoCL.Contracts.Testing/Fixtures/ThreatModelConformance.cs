using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a threat model against the laws of <see cref="ThreatModel"/>. Derive a test fixture from
/// it and return the component from <c>Create</c>.
/// </summary>
public abstract class ThreatModelConformance : Conformance<ThreatModel>
{
    /// <summary>One test for each law of <see cref="ThreatModelLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(ThreatModelLaws), nameof(ThreatModelLaws.All))]
    public void It(Law<ThreatModel> law) => Hold(law);
}
