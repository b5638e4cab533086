using System.Collections.Immutable;

namespace Fidelity.Tests.Rounding;

/// <summary>
/// Which pixels of an attack by the sign of the gradient have one end only, whatever float32 rounds
/// on the way, and how a golden attack is judged by them.
/// </summary>
/// <remarks>
/// A sign is decided where the gradient is larger than the rounding errors of the sums that form
/// it. A sign that is not decides where a pixel goes, and the pixel moves every later gradient of
/// its image. Both are found by probes: the whole attack, each time on a network with other errors
/// of the size that float32 makes (<see cref="RoundingNoise"/>).
/// <list type="bullet">
/// <item>A pixel is undecided where a probe ends elsewhere than the attack without errors.</item>
/// <item>Every decided pixel ends where the golden one does.</item>
/// <item>In an image of which more than a tenth is undecided, gradients differ from one path to the
/// next by more than some probes can show: there, all decided pixels do but for a fiftieth of the
/// image.</item>
/// <item>At the most two fifths of all pixels are undecided; or the attack is one that float32
/// cannot be judged by.</item>
/// <item>The golden attack differs in no more pixels than the probe that differs most.</item>
/// </list>
/// The probes are ours alone: a golden file has no part in what counts as undecided.
/// </remarks>
/// <param name="Exact">The attack without errors, [N, C, H, W].</param>
/// <param name="Undecided">Where a probe ended elsewhere, bool of the same shape.</param>
/// <param name="MostMoved">In how many pixels the probe differed that differed most.</param>
internal sealed record DecidedPixels(Tensor Exact, Tensor Undecided, long MostMoved)
{
    /// <summary>Pixels this near to each other are the same.</summary>
    public const double SamePixel = 1e-6;

    /// <summary>The largest part of all pixels that may be undecided.</summary>
    public const double MostUndecided = 0.4;

    /// <summary>The part of an image's pixels above which its paths fall apart.</summary>
    private const double PathsFallApart = 0.1;

    /// <summary>
    /// The part of the pixels of such an image that may differ though they are decided.
    /// </summary>
    private const double StrayPixels = 0.02;

    /// <summary>The part of all pixels that is undecided.</summary>
    public double UndecidedShare => Undecided.to(ScalarType.Float64).mean().item<double>();

    /// <summary>Judges by where the probes end.</summary>
    /// <param name="exact">The attack without errors.</param>
    /// <param name="probes">The same attack with errors.</param>
    public static DecidedPixels Among(Tensor exact, IEnumerable<Tensor> probes)
    {
        var undecided = zeros_like(exact, dtype: ScalarType.Bool);
        var mostMoved = 0L;
        foreach (var probe in probes)
        {
            var moved = Differing(probe, exact);
            undecided = undecided.logical_or(moved);
            mostMoved = Math.Max(mostMoved, Count(moved));
        }
        return new(exact, undecided, mostMoved);
    }

    /// <summary>
    /// What speaks against two attacks being the same; nothing where they differ by rounding alone.
    /// </summary>
    public ImmutableArray<string> Objections(Tensor ours, Tensor golden) =>
        [.. AgainstTheProbes(golden), .. AgainstThePixels(Differing(ours, golden))];

    /// <summary>Where two attacks ended at different pixels, bool.</summary>
    public static Tensor Differing(Tensor ours, Tensor golden) => (ours - golden).abs().gt(SamePixel);

    private IEnumerable<string> AgainstTheProbes(Tensor golden)
    {
        if (UndecidedShare > MostUndecided)
            yield return $"{UndecidedShare:P1} of the pixels are undecided";
        var moved = Count(Differing(golden, Exact));
        if (moved > MostMoved)
            yield return $"{moved} pixels differ from the attack without errors, and {MostMoved} in the worst probe";
    }

    private IEnumerable<string> AgainstThePixels(Tensor differing)
    {
        for (var image = 0; image < differing.shape[0]; image++)
        {
            var decided = Undecided[image].logical_not();
            var strays = Count(differing[image].logical_and(decided));
            var fallsApart = Count(decided) < (1 - PathsFallApart) * decided.numel();
            if (strays > (fallsApart ? StrayPixels * decided.numel() : 0))
                yield return $"image {image}: {strays} of {Count(decided)} decided pixels differ";
        }
    }

    private static long Count(Tensor pixels) => pixels.sum().item<long>();
}
