namespace Lab.Faulty;

/// <summary>Uniform noise, sound until it misbehaves.</summary>
/// <param name="Kind">How it does.</param>
/// <param name="After">After how many calls.</param>
/// <param name="Mended">The file that says that it no longer does.</param>
[Component("faulty-augmentation", "Uniform noise")]
public sealed record FaultyAugmentation(string Kind = "", int After = 2, string Mended = "") : IAugmentation
{
    private readonly Fault _fault = new(Kind, After, Mended);

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
