using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

[TestFixture(8 / 255.0), TestFixture(0), TestFixture(0.7)]
public sealed class LInfConformance(double radius) : ThreatModelConformance
{
    protected override ThreatModel Create() => new LInf(radius);
}

[TestFixture(0.5), TestFixture(0), TestFixture(3)]
public sealed class L2Conformance(double radius) : ThreatModelConformance
{
    protected override ThreatModel Create() => new L2(radius);
}

[TestFixture(2, 0.01), TestFixture(2, 0.2), TestFixture(0, 0.01), TestFixture(12, 0.01), TestFixture(12, 1)]
public sealed class L1Conformance(double radius, double share) : ThreatModelConformance
{
    protected override ThreatModel Create() => new L1(radius, share);
}
