namespace Fidelity.Tests.Rounding;

/// <summary>One result of an attack beside the golden one.</summary>
/// <param name="What">What it is.</param>
/// <param name="Ours">[N, ...].</param>
/// <param name="Golden">Of the same shape.</param>
/// <param name="Tolerance">How far each value may be from the golden one.</param>
internal sealed record AttackResult(string What, Tensor Ours, Tensor Golden, double Tolerance)
{
    /// <summary>Which images have a value further from ours than allowed, bool [N].</summary>
    public Tensor Differs(Tensor other) =>
        (Ours - other).abs().reshape(Ours.shape[0], -1).amax(1).le(Tolerance).logical_not();
}

/// <summary>
/// Attacks that decide as they go (halve the step, go back to the best point, step towards the
/// clean image): an image agrees with the golden one, or is open.
/// </summary>
/// <remarks>
/// Rounding may turn such a decision, and the image then ends elsewhere. An image is open where
/// one of the probes, the same attack with errors of the size that float32 makes
/// (<see cref="RoundingNoise"/>), ends as far away. At the most two thirds of the images may be
/// open and differ.
/// </remarks>
internal static class OpenImages
{
    private const double MostDiffering = 2.0 / 3;

    /// <summary>What speaks against the attack being the golden one; nothing where it is.</summary>
    /// <param name="results">What the attack found, and the golden values.</param>
    /// <param name="probe">
    /// The same results, in the same order, of the attack on a network with errors.
    /// </param>
    /// <param name="probes">How many probes there are.</param>
    public static IReadOnlyList<string> Objections(
        IReadOnlyList<AttackResult> results,
        Func<RoundingNoise, IReadOnlyList<Tensor>> probe,
        int probes = RoundingNoise.Probes
    )
    {
        var differing = Any(results.Select(result => result.Differs(result.Golden)));
        var count = differing.sum().item<long>();
        var objections = NotOpen(differing, results, probe, probes);
        if (count > MostDiffering * differing.shape[0])
            objections.Add($"{count} of {differing.shape[0]} images differ");
        return objections;
    }

    private static List<string> NotOpen(
        Tensor differing,
        IReadOnlyList<AttackResult> results,
        Func<RoundingNoise, IReadOnlyList<Tensor>> probe,
        int probes
    )
    {
        // An image that one probe shows to be open needs no other.
        var unexplained = differing;
        foreach (var noise in RoundingNoise.All.Take(probes))
        {
            if (unexplained.any().item<bool>())
                unexplained = unexplained.logical_and(Moved(results, probe(noise)).logical_not());
        }

        long[] images = unexplained.nonzero().flatten().data<long>().ToArray();
        return [.. images.Select(image => $"image {image} differs and is not open")];
    }

    private static Tensor Moved(IReadOnlyList<AttackResult> results, IReadOnlyList<Tensor> probe) =>
        Any(results.Zip(probe, (result, other) => result.Differs(other)));

    private static Tensor Any(IEnumerable<Tensor> masks) => masks.Aggregate((one, other) => one.logical_or(other));
}
