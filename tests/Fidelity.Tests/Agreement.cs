namespace Fidelity.Tests;

/// <summary>How close is close.</summary>
internal static class Agreement
{
    /// <summary>All values within a part of the largest one.</summary>
    public static void Relative(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var distance =
            (ours.detach() - golden).abs().max().to(ScalarType.Float64).item<double>()
            / Math.Max(golden.abs().max().to(ScalarType.Float64).item<double>(), 1e-12);
        Assert.That(distance, Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>All values within a distance.</summary>
    public static void Absolute(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        Assert.That((ours.detach() - golden).abs().max().item<float>(), Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>
    /// All pixels within 1e-6, but for those whose gradient had no decided sign: under one in a
    /// thousand, and they are counted.
    /// </summary>
    public static void Pixels(Tensor ours, Tensor golden, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var undecided = (ours - golden).abs().gt(1e-6).sum().item<long>();
        TestContext.Out.WriteLine($"{what}: {undecided} of {golden.numel()} pixels undecided");
        Assert.That((double)undecided / golden.numel(), Is.LessThan(0.001), what);
    }

    /// <summary>
    /// An attack by the sign of the gradient ends where the golden one ended: pixels as in
    /// <see cref="Pixels"/>, with the input gradient that the reference had (see
    /// <see cref="ReferenceConvolution"/>), which is the right one wherever its library was.
    /// </summary>
    public static void Attacked(
        IAttack attack,
        Tensor golden,
        Tensor clean,
        ThreatModel threat,
        IObjective objective,
        string what
    )
    {
        var push = (golden - clean).sign() * (golden - clean).abs().gt(0.99 * threat.Radius);
        var (kept, against) = ReferenceConvolution.Behind(golden, push, objective);
        TestContext.Out.WriteLine(
            $"{what}: the reference's gradient took the taps {string.Join("", kept.data<float>().ToArray())}, {100 * against:0.00} % of its pixels went against that"
        );
        Pixels(
            ReferenceConvolution.With(
                kept,
                () => attack.Perturb(clean, objective, threat, new Rng(new Seed(0), clean.shape[0]))
            ),
            golden,
            what
        );
    }
}
