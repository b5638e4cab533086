using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>A threat model whose radius may change while training goes on.</summary>
/// <param name="Norm"><c>linf</c>, <c>l2</c> or <c>l1</c>.</param>
/// <param name="Radius">ε in pixel units, 0 or above.</param>
public sealed record ThreatSpec(string Norm, Schedule Radius)
{
    /// <summary>The norms that there are, as recipes write them.</summary>
    public static ImmutableArray<string> Norms { get; } = ["linf", "l2", "l1"];

    /// <summary>The threat model of one moment.</summary>
    public ThreatModel At(Moment moment) =>
        Norm switch
        {
            "linf" => new LInf(Radius.At(moment)),
            "l2" => new L2(Radius.At(moment)),
            "l1" => new L1(Radius.At(moment)),
            _ => throw new System.Diagnostics.UnreachableException($"no threat model is called {Norm}"),
        };
}
