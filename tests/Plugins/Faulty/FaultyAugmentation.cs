namespace Lab.Faulty;

/// <summary>Uniform noise, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
[Component("faulty-augmentation", "Uniform noise")]
public sealed record FaultyAugmentation(string Kind = "", int After = 2, string Repaired = "") : IAugmentation
{
    private readonly Fault _fault = new(Kind, After, Repaired);

    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        var noisy = (images + 0.1 * (random.Uniform(images.shape) - 0.5)).clamp(0, 1);
        var now = _fault.Next();
        if (now == "writes")
            images.zero_();
        return now switch
        {
            "shape" => noisy[.., .., 1..],
            "range" => noisy + 2,
            _ => _fault.In(now, noisy),
        };
    }
}
