namespace Lab.Faulty;

/// <summary>Means of two images, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-mixing", "Means of two images")]
public sealed record FaultyMixing(string Kind = "", int After = 2, string Repaired = "") : IMixing
{
    private readonly Fault _fault = new(Kind, After, Repaired);

    /// <inheritdoc/>
    public Mixed Mix(Tensor images, Rng random)
    {
        var partners = random.Permutation(images.shape[0]);
        var weights = full(images.shape[0], 0.75, device: images.device);
        var mean = 0.75 * images + 0.25 * images.index_select(0, partners);
        var now = _fault.Next();
        if (now == "writes")
            images.zero_();
        return now switch
        {
            "null" => null!,
            "shape" => new(mean[.., .., 1..], partners, weights),
            "range" => new(mean + 2, partners, weights),
            "partners" => new(mean, partners + 1, weights),
            "weights" => new(mean, partners, weights + 1),
            "nan weights" => new(mean, partners, weights * double.NaN),
            _ => new(_fault.In(now, mean), partners, weights),
        };
    }
}
