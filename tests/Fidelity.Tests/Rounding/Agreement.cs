namespace Fidelity.Tests.Rounding;

/// <summary>Whether all values of two tensors are close to each other.</summary>
internal static class Agreement
{
    /// <summary>All values within a part of the largest golden one.</summary>
    public static void Relative(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var largest = golden.abs().max().to(ScalarType.Float64).item<double>();
        var distance = (ours.detach() - golden).abs().max().to(ScalarType.Float64).item<double>();
        Assert.That(distance / Math.Max(largest, 1e-12), Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>All values within a distance.</summary>
    public static void Absolute(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        Assert.That((ours.detach() - golden).abs().max().item<float>(), Is.LessThanOrEqualTo(tolerance), what);
    }
}
