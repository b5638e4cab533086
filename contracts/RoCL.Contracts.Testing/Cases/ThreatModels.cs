using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>Threat models for tests.</summary>
public static class ThreatModels
{
    private static readonly ThreatModel Simplest = new LInf(8 / 255.0);

    /// <summary>
    /// Every norm with the usual radii, with radius 0, and with radii larger than an image. They
    /// shrink to L-infinity 8/255.
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

    /// <summary>
    /// L-infinity with radius 8/255, then with the same radius; none for the simplest.
    /// </summary>
    internal static IEnumerable<ThreatModel> Simpler(ThreatModel threat)
    {
        if (threat == Simplest)
            return [];
        ThreatModel[] candidates = [Simplest, new LInf(threat.Radius)];
        return candidates.Where(simpler => simpler != threat);
    }
}
