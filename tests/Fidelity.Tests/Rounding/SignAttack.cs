namespace Fidelity.Tests.Rounding;

/// <summary>An attack by the sign of the gradient beside the golden one.</summary>
internal static class SignAttack
{
    /// <summary>
    /// Every pixel ends where the golden one does; where some do not, the probes have to show that
    /// float32 leaves these open.
    /// </summary>
    /// <param name="ours">The attacked images, [N, C, H, W].</param>
    /// <param name="golden">Those of the golden file.</param>
    /// <param name="probe">The same attack on a network with errors.</param>
    /// <param name="what">What is compared.</param>
    public static void Agrees(Tensor ours, Tensor golden, Func<RoundingNoise, Tensor> probe, string what) =>
        Assert.That(Objections(ours, golden, probe, what), Is.Empty, what);

    /// <summary>What speaks against two attacks being the same.</summary>
    public static IReadOnlyList<string> Objections(
        Tensor ours,
        Tensor golden,
        Func<RoundingNoise, Tensor> probe,
        string what
    )
    {
        Assert.That(ours.shape, Is.EqualTo(golden.shape), what);
        var differing = DecidedPixels.Differing(ours, golden).sum().item<long>();
        if (differing == 0)
            return [];
        if (differing > DecidedPixels.MostUndecided * golden.numel())
            return [$"{differing} of {golden.numel()} pixels differ"];

        var pixels = DecidedPixels.Among(ours, RoundingNoise.All.Select(probe));
        TestContext.Out.WriteLine(
            $"{what}: {differing} of {golden.numel()} pixels differ, {pixels.UndecidedShare:P2} are undecided"
        );
        return pixels.Objections(ours, golden);
    }
}
