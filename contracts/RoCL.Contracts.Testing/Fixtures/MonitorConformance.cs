using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a monitor against the laws of <see cref="IMonitor"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class MonitorConformance : Conformance<IMonitor>
{
    /// <summary>One test for each law of <see cref="MonitorLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(MonitorLaws), nameof(MonitorLaws.All))]
    public void It(Law<IMonitor> law) => Hold(law);
}
