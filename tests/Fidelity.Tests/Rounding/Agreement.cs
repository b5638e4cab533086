namespace Fidelity.Tests.Rounding;

/// <summary>Whether all values of two tensors are close to each other.</summary>
internal static class Agreement
{
    /// <summary>All values within a part of the largest golden one.</summary>
    public static void Relative(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        Assert.That(Distance(ours, golden), Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>
    /// All values within a part of the largest golden one; or no further away than a probe is,
    /// where the values are what is left of larger ones and float32 has fewer digits of them.
    /// </summary>
    /// <param name="ours">Ours.</param>
    /// <param name="golden">The reference's.</param>
    /// <param name="tolerance">A part of the largest golden value.</param>
    /// <param name="probes">
    /// The same with rounding errors; not asked for where it is not needed.
    /// </param>
    /// <param name="what">What is compared.</param>
    public static void RelativeOrByRounding(
        Tensor ours,
        Tensor golden,
        double tolerance,
        Func<IEnumerable<Tensor>> probes,
        string what
    )
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var distance = Distance(ours, golden);
        if (distance > tolerance)
            Assert.That(distance, Is.LessThanOrEqualTo(probes().Max(probe => Distance(probe, ours))), what);
    }

    /// <summary>All values within a distance.</summary>
    public static void Absolute(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        Assert.That((ours.detach() - golden).abs().max().item<float>(), Is.LessThanOrEqualTo(tolerance), what);
    }

    // The largest distance of two values, as a part of the largest value of the second.
    private static double Distance(Tensor ours, Tensor golden)
    {
        var largest = golden.abs().max().to(ScalarType.Float64).item<double>();
        var distance = (ours.detach() - golden).abs().max().to(ScalarType.Float64).item<double>();
        return distance / Math.Max(largest, 1e-12);
    }
}
