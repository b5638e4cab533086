using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Budgets: what an attack is allowed.</summary>
public static class ThreatModels
{
    /// <summary>
    /// Every norm with the field's radii, with none at all, and with more than a picture holds.
    /// </summary>
    public static Arbitrary<ThreatModel> Any() =>
        Arb.From(
            Gen.OneOf(
                Gen.Elements(0, 8 / 255.0, 0.3, 2).Select(radius => (ThreatModel)new LInf(radius)),
                Gen.Elements(0, 0.5, 3, 100).Select(radius => (ThreatModel)new L2(radius)),
                Gen.Elements(0, 1, 12, 1000).Select(radius => (ThreatModel)new L1(radius))
            ),
            Simpler
        );

    /// <summary>L-infinity is the plainest, and 8/255 the plainest radius.</summary>
    internal static IEnumerable<ThreatModel> Simpler(ThreatModel of) =>
        new ThreatModel[] { new LInf(8 / 255.0), new LInf(of.Radius) }.Where(simpler =>
            simpler != of && of != new LInf(8 / 255.0)
        );
}
