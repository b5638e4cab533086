namespace RoCL.Contracts;

/// <summary>What a state is begun for.</summary>
/// <param name="Views">
/// The number of views: those that a loss sees, or those that an attack moves together.
/// </param>
/// <param name="Widths">
/// D of the outputs of each view that the loss, or the attack's objective, sees.
/// </param>
/// <param name="Image">The shape of an image.</param>
/// <param name="Images">
/// The number of training images; each row's index is below it.
/// </param>
/// <param name="Batch">The number of images in a step.</param>
/// <param name="Device">Where the state's tensors are.</param>
/// <param name="Seed">What random values follow from.</param>
public sealed record StateShape(
    int Views,
    IReadOnlyList<long> Widths,
    ImageShape Image,
    long Images,
    int Batch,
    Device Device,
    Seed Seed
)
{
    /// <summary>A source of random values for a tensor of the state.</summary>
    /// <param name="purpose">What they are for, such as the tensor's name.</param>
    /// <param name="rows">The first dimension of its draws, 1 or more.</param>
    public Rng Random(string purpose, long rows) => new(Seed.For(purpose), rows, Device);
}
