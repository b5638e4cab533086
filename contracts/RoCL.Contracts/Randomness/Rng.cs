namespace RoCL.Contracts;

/// <summary>
/// Random values for a batch of images, the same on every device and however the batch is cut.
/// </summary>
/// <remarks>
/// Values are drawn on the CPU for the whole batch and moved to <see cref="Device"/>, so CPU and
/// CUDA see the same numbers; an image's values follow its place in the whole batch, so a
/// micro-batch (<see cref="Only"/>) sees what it would have seen inside its batch. Draws follow one
/// another: the second is not the first again. Two sources of the same seed give the same draws.
/// </remarks>
public sealed class Rng
{
    private readonly long[]? _rows;
    private readonly long _total;
    private long _draws;

    /// <summary>A source for a batch.</summary>
    /// <param name="seed">Where it begins.</param>
    /// <param name="images">N, the images of the batch: the first dimension of every draw.</param>
    /// <param name="device">Where results lie; the CPU when left out.</param>
    public Rng(Seed seed, long images, Device? device = null)
        : this(seed, images, null, device ?? CPU) { }

    private Rng(Seed seed, long total, long[]? rows, Device device) =>
        (Seed, _total, _rows, Device) = (seed, total, rows, device);

    /// <summary>Where the draws began.</summary>
    public Seed Seed { get; }

    /// <summary>Where results lie.</summary>
    public Device Device { get; }

    /// <summary>N, the first dimension of every draw that is not shared.</summary>
    public long Images => _rows?.Length ?? _total;

    /// <summary>Uniform values in [0, 1), float32.</summary>
    /// <param name="shape">[N, …], N being <see cref="Images"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0350: the first dimension is not the number of images.
    /// </exception>
    public Tensor Uniform(params long[] shape) => Mine(shape, (whole, generator) => rand(whole, generator: generator));

    /// <summary>
    /// Uniform values in [<paramref name="low"/>, <paramref name="high"/>), one an image, float32
    /// [N, 1, 1, 1].
    /// </summary>
    public Tensor Between(double low, double high) => low + (high - low) * Uniform(Images, 1, 1, 1);

    /// <summary>Standard normal values, float32.</summary>
    /// <param name="shape">[N, …], N being <see cref="Images"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0350: the first dimension is not the number of images.
    /// </exception>
    public Tensor Normal(params long[] shape) => Mine(shape, (whole, generator) => randn(whole, generator: generator));

    /// <summary>Uniform values in [0, 1) that all images share, float32 of any shape.</summary>
    public Tensor Shared(params long[] shape) => Draw(generator => rand(shape, generator: generator)).to(Device);

    /// <summary>
    /// The numbers from 0 to <paramref name="count"/> - 1 in random order, int64; all images share
    /// it.
    /// </summary>
    public Tensor Permutation(long count) => Draw(generator => randperm(count, generator: generator)).to(Device);

    /// <summary>
    /// A source of its own for a part of the work; this one's draws do not move on.
    /// </summary>
    /// <param name="purpose">What the values are for.</param>
    /// <param name="index">Which time.</param>
    public Rng For(string purpose, long index = 0) => new(Seed.For(purpose, index), _total, _rows, Device);

    /// <summary>
    /// The same draws from their beginning, for some of the images: each gets what it gets in the
    /// whole batch.
    /// </summary>
    /// <param name="rows">Places among this source's images, in any order.</param>
    public Rng Only(IEnumerable<long> rows) =>
        new(Seed, _total, [.. rows.Select(row => _rows is { } mine ? mine[row] : row)], Device);

    private Tensor Mine(long[] shape, Func<long[], Generator, Tensor> draw)
    {
        if (shape is not [var first, .. var rest] || first != Images)
        {
            throw new ProblemException(
                new(
                    "ROCL0350",
                    $"a draw of [{string.Join(", ", shape)}]",
                    $"the batch has {Images} images, and the first dimension of a draw counts images.",
                    "Draw [N, …], or use Shared for values that all images share."
                )
            );
        }

        var whole = Draw(generator => draw([_total, .. rest], generator));
        return (_rows is null ? whole : whole.index_select(0, tensor(_rows))).to(Device);
    }

    // A generator for each draw, from the seed and the draw's number: nothing native is kept, and
    // nothing has to be disposed of.
    private Tensor Draw(Func<Generator, Tensor> draw)
    {
        using var generator = new Generator((ulong)Seed.For("draw", _draws++).Value, CPU);
        return draw(generator);
    }
}
