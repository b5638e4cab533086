using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>
/// A threat model as a recipe writes it, with numbers that may change while training goes on: a
/// closed family.
/// </summary>
public abstract record ThreatSpec
{
    private ThreatSpec() { }

    /// <summary>The ball of one of the contracts' own norms, <c>{ "linf": "8/255" }</c>.</summary>
    /// <param name="Norm"><c>linf</c>, <c>l2</c> or <c>l1</c>.</param>
    /// <param name="Radius">ε in pixel units, 0 or above.</param>
    public sealed record Ball(string Norm, Schedule Radius) : ThreatSpec
    {
        /// <summary>
        /// The part of an image's pixel values that share a step in L1; the usual one when left
        /// out.
        /// </summary>
        public Schedule? Share { get; init; }

        /// <summary>The threat model of one moment.</summary>
        public ThreatModel At(Moment moment) =>
            Norm switch
            {
                "linf" => new LInf(Radius.At(moment)),
                "l2" => new L2(Radius.At(moment)),
                "l1" => new L1(Radius.At(moment), Share?.At(moment) ?? L1.UsualShare),
                _ => throw new System.Diagnostics.UnreachableException($"no threat model is called {Norm}"),
            };
    }

    /// <summary>A plugin's threat model, <c>{ "use": "l0", "pixels": 10 }</c>.</summary>
    /// <param name="Use">The component and its options.</param>
    public sealed record Component(ComponentUse Use) : ThreatSpec;

    /// <summary>The norms that recipes write without <c>use</c>.</summary>
    public static ImmutableArray<string> Norms { get; } = ["linf", "l2", "l1"];

    /// <summary>
    /// The component, where a plugin brings the threat model; else none.
    /// </summary>
    public IEnumerable<ComponentUse> Uses => this is Component component ? [component.Use] : [];

    /// <summary>Every number of a ball that changes while training goes on.</summary>
    /// <param name="key">The recipe's key of the threat model.</param>
    public IEnumerable<ScheduledNumber> Schedules(string key)
    {
        if (this is not Ball ball)
            yield break;
        if (ball.Radius is not Schedule.Constant)
            yield return new($"{key}.{ball.Norm}", ball.Radius);
        if (ball.Share is { } share and not Schedule.Constant)
            yield return new($"{key}.share", share);
    }
}
