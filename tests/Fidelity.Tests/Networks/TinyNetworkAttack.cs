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
    // A pixel within this part of the radius of its end was pushed all the way.
    private const double Pushed = 0.99;

    // More pixels differ than rounding explains: the reference's gradient may have lacked taps.
    private const double MoreThanRounding = 0.001;

    /// <summary>
    /// Every decided pixel ends where the golden one does, by the gradient that the reference had:
    /// the right one, or the one that its convolution library gave.
    /// </summary>
    public void Agrees(Tensor golden, string what)
    {
        var ours = Perturb();
        var share = DecidedPixels.Differing(ours, golden).to(ScalarType.Float64).mean().item<double>();
        var taps = share > MoreThanRounding ? TapsOf(golden) : null;
        if (taps is null || taps.All)
        {
            SignAttack.Agrees(ours, golden, noise => noise.While(Weights, Perturb), what);
            return;
        }

        TestContext.Out.WriteLine(
            $"{what}: the reference's gradient took the taps {taps}, {taps.Opposed:P2} of its pixels went against it"
        );
        var objections = ReferenceConvolution.WithTaps(taps.Kept, () => Objections(Perturb(), golden, what));
        if (objections.Count > 0)
            Assert.That(Objections(ours, golden, what), Is.Empty, $"{what}; and with the taps {taps}: {objections[0]}");
    }

    private IReadOnlyList<string> Objections(Tensor ours, Tensor golden, string what) =>
        SignAttack.Objections(ours, golden, noise => noise.While(Weights, Perturb), what);

    private Tensor Perturb() => Attack.Perturb(Clean, Objective, Threat, new Rng(new Seed(0), Clean.shape[0]));

    private KernelTaps TapsOf(Tensor golden)
    {
        var way = golden - Clean;
        return KernelTaps.Find(golden, way.sign() * way.abs().gt(Pushed * Threat.Radius), Objective);
    }
}
