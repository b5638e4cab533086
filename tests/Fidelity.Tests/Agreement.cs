namespace Fidelity.Tests;

/// <summary>How close is close.</summary>
internal static class Agreement
{
    /// <summary>All values within a part of the largest one.</summary>
    public static void Relative(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var distance = (ours.detach() - golden).abs().max().to(ScalarType.Float64).item<double>() / Math.Max(golden.abs().max().to(ScalarType.Float64).item<double>(), 1e-12);
        Assert.That(distance, Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>All values within a distance.</summary>
    public static void Absolute(Tensor ours, Tensor golden, double tolerance, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        Assert.That((ours.detach() - golden).abs().max().item<float>(), Is.LessThanOrEqualTo(tolerance), what);
    }

    /// <summary>All pixels within 1e-6, but for those whose gradient had no decided sign: under one in a thousand, and they are counted.</summary>
    public static void Pixels(Tensor ours, Tensor golden, string what)
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var undecided = (ours - golden).abs().gt(1e-6).sum().item<long>();
        TestContext.Out.WriteLine($"{what}: {undecided} of {golden.numel()} pixels undecided");
        Assert.That((double)undecided / golden.numel(), Is.LessThan(0.001), what);
    }

    /// <summary>
    /// Pixels as in <see cref="Pixels"/> where the golden images followed the gradient; where they did not, ours have to reach a higher
    /// objective.
    /// </summary>
    /// <remarks>
    /// A sign attack ends with nearly every pixel pushed where the gradient points. The reference's images of the network with eight
    /// channels do not: a fifth of their pixels were pushed against the gradient, in float64 too, and their objective is lower. The
    /// convolution library behind the reference is known to give wrong input gradients for channel counts that are no multiple of
    /// sixteen. Such images cannot be agreed with; a file without that fault is held to every pixel.
    /// </remarks>
    public static void Attacked(Tensor ours, Tensor golden, Tensor clean, double radius, IObjective objective, string what)
    {
        var pushed = (golden - clean).abs().gt(0.99 * radius);
        var against = objective.At(golden).Gradient.sign().ne((golden - clean).sign()).logical_and(pushed).sum().item<long>() / (double)pushed.sum().item<long>();
        TestContext.Out.WriteLine($"{what}: {100 * against:0.0} % of the golden pixels were pushed against the gradient");
        if (against < 0.1) Pixels(ours, golden, what);
        else Assert.That(objective.Losses(ours).mean().item<float>(), Is.GreaterThan(objective.Losses(golden).mean().item<float>()), what);
    }
}
