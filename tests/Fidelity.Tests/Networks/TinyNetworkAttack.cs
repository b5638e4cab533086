using Fidelity.Tests.Rounding;

namespace Fidelity.Tests.Networks;

/// <summary>
/// An attack in the L-infinity ball on a network with a <see cref="ReferenceConvolution"/> first,
/// beside the golden one.
/// </summary>
/// <param name="Attack">The attack; it draws nothing.</param>
/// <param name="Objective">What it raises.</param>
/// <param name="Clean">[N, C, H, W].</param>
/// <param name="Threat">The ball.</param>
/// <param name="Weights">The network's weights by name, to which probes give errors.</param>
internal sealed record TinyNetworkAttack(
    IAttack Attack,
    IObjective Objective,
    Tensor Clean,
    ThreatModel Threat,
    IEnumerable<KeyValuePair<string, Tensor>> Weights
)
{
    // A pixel that moved by this part of the longest way was pushed one way all the time.
    private const double Pushed = 0.99;

    // More pixels differ than rounding explains: the reference's gradient may have lacked taps.
    private const double MoreThanRounding = 0.001;

    /// <summary>
    /// Every decided pixel ends where the golden one does, by the gradient that the reference had:
    /// the right one, or the one that its convolution library gave.
    /// </summary>
    public void Agrees(Tensor golden, string what) => Assert.That(Objections(golden, what), Is.Empty, what);

    /// <summary>What speaks against the golden attack being this one.</summary>
    public IReadOnlyList<string> Objections(Tensor golden, string what)
    {
        var ours = Perturb();
        var share = DecidedPixels.Differing(ours, golden).to(ScalarType.Float64).mean().item<double>();
        var taps = share > MoreThanRounding ? TapsOf(golden) : null;
        if (taps is null || taps.All)
            return Objections(ours, golden, what);

        TestContext.Out.WriteLine(
            $"{what}: the reference's gradient took the taps {taps}, {taps.Opposed:P2} of its pixels went against it"
        );
        var withTaps = ReferenceConvolution.WithTaps(taps.Kept, () => Objections(Perturb(), golden, what));
        if (withTaps.Count == 0)
            return [];

        // Where rounding moved many pixels, others than the reference's taps may agree with most.
        var withAll = Objections(ours, golden, what);
        return withAll.Count == 0 ? [] : [.. withAll, .. withTaps];
    }

    private IReadOnlyList<string> Objections(Tensor ours, Tensor golden, string what) =>
        SignAttack.Objections(ours, golden, noise => noise.While(Weights, Perturb), what);

    /// <summary>The attacked images.</summary>
    public Tensor Perturb() => Attack.Perturb(Clean, Objective, Threat, new Rng(new Seed(0), Clean.shape[0]));

    private KernelTaps TapsOf(Tensor golden)
    {
        var way = golden - Clean;
        return KernelTaps.Find(golden, way.sign() * way.abs().gt(Pushed * way.abs().max()), Objective);
    }
}
