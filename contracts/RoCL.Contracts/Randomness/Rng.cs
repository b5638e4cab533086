namespace RoCL.Contracts;

/// <summary>
/// Random values for a batch of images: the same values on every device, and for every division of
/// the batch.
/// </summary>
/// <remarks>
/// Values are drawn on the CPU for the whole batch and then moved to <see cref="Device"/>, so that
/// CPU and CUDA see the same numbers. An image's values depend on its row in the whole batch, so
/// that a micro-batch (<see cref="Only"/>) sees the same values as inside its batch. Each draw has
/// values of its own. Two sources of the same seed give the same sequence of draws.
/// </remarks>
public sealed class Rng
{
    // Null for all images of the batch.
    private readonly long[]? _rows;
    private readonly long _batchSize;

    // Null where no evaluation measures attacks side by side.
    private readonly Func<object, Seed>? _seedAlone;
    private long _drawsTaken;

    /// <summary>Creates a source for a batch.</summary>
    /// <param name="seed">The beginning of the sequence of draws.</param>
    /// <param name="images">N, the number of images: the first dimension of every draw.</param>
    /// <param name="device">The device of the results; the CPU when left out.</param>
    public Rng(Seed seed, long images, Device? device = null)
        : this(seed, images, null, device ?? CPU, null) { }

    private Rng(Seed seed, long batchSize, long[]? rows, Device device, Func<object, Seed>? seedAlone)
    {
        Seed = seed;
        Device = device;
        _batchSize = batchSize;
        _rows = rows;
        _seedAlone = seedAlone;
    }

    /// <summary>The seed that all draws follow from.</summary>
    public Seed Seed { get; }

    /// <summary>The device of the results.</summary>
    public Device Device { get; }

    /// <summary>N, the first dimension of every draw that is not shared.</summary>
    public long Images => _rows?.Length ?? _batchSize;

    /// <summary>Uniform values in [0, 1), float32.</summary>
    /// <param name="shape">[N, …] with N = <see cref="Images"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0350: the first dimension is not the number of images.
    /// </exception>
    public Tensor Uniform(params long[] shape) =>
        DrawForImages(shape, (whole, generator) => rand(whole, generator: generator));

    /// <summary>
    /// One uniform value in [<paramref name="low"/>, <paramref name="high"/>) for each image,
    /// float32 [N, 1, 1, 1].
    /// </summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    public Tensor Between(double low, double high) => low + (high - low) * Uniform(Images, 1, 1, 1);

    /// <summary>Standard normal values, float32.</summary>
    /// <param name="shape">[N, …] with N = <see cref="Images"/>.</param>
    /// <exception cref="ProblemException">
    /// ROCL0350: the first dimension is not the number of images.
    /// </exception>
    public Tensor Normal(params long[] shape) =>
        DrawForImages(shape, (whole, generator) => randn(whole, generator: generator));

    /// <summary>Uniform values in [0, 1) that all images share, float32.</summary>
    /// <param name="shape">Any shape.</param>
    public Tensor Shared(params long[] shape) => Moved(Draw(generator => rand(shape, generator: generator)));

    /// <summary>
    /// The numbers from 0 to <paramref name="count"/> - 1 in random order, int64 [count]; all
    /// images share it.
    /// </summary>
    /// <param name="count">How many numbers, 0 or more.</param>
    public Tensor Permutation(long count) => Moved(Draw(generator => randperm(count, generator: generator)));

    /// <summary>
    /// An independent source for a part of the work. It does not advance this source.
    /// </summary>
    /// <param name="purpose">What the values are for.</param>
    /// <param name="index">Which use of that purpose, such as an iteration.</param>
    public Rng For(string purpose, long index = 0) => new(Seed.For(purpose, index), _batchSize, _rows, Device, null);

    /// <summary>
    /// The source that an attack gets where an evaluation measures it alone, on the same images and
    /// in the same threat model; <see langword="null"/> in training. An attack that consists of
    /// others gives it to them, so that its worst case is never above one of its members.
    /// </summary>
    /// <param name="attack">One of the attacks that this one consists of.</param>
    public Rng? Alone(object attack) =>
        _seedAlone is null ? null : new(_seedAlone(attack), _batchSize, _rows, Device, _seedAlone);

    /// <summary>
    /// The same source, which knows the sources of attacks that are measured alone.
    /// </summary>
    /// <param name="seed">From an attack to the seed that it gets alone.</param>
    public Rng Knowing(Func<object, Seed> seed) => new(Seed, _batchSize, _rows, Device, seed);

    /// <summary>
    /// The same source, for which attacks have other names where they are measured alone.
    /// </summary>
    /// <param name="named">From an attack to the one that is measured in its place.</param>
    public Rng Renaming(Func<object, object> named) =>
        _seedAlone is null ? this : Knowing(attack => _seedAlone(named(attack)));

    /// <summary>
    /// The same draws from the first one on, for some of the images: each image gets the values
    /// that it gets in the whole batch.
    /// </summary>
    /// <param name="rows">Rows of this source's images, in any order.</param>
    public Rng Only(IEnumerable<long> rows)
    {
        var rowsOfBatch = _rows is { } own ? rows.Select(row => own[row]) : rows;
        return new(Seed, _batchSize, [.. rowsOfBatch], Device, _seedAlone);
    }

    private Tensor DrawForImages(long[] shape, Func<long[], Generator, Tensor> draw)
    {
        if (shape is not [var first, .. var rest] || first != Images)
            throw NotCountingImages(shape);

        var whole = Draw(generator => draw([_batchSize, .. rest], generator));
        return Moved(_rows is null ? whole : whole.index_select(0, tensor(_rows)));
    }

    // By pinned memory: neither the copy nor the next draw waits for what a GPU still computes.
    private Tensor Moved(Tensor drawn)
    {
        if (Device.type != TorchSharp.DeviceType.CUDA)
            return drawn.to(Device);
        using var pinned = drawn.pin_memory();
        return pinned.to(Device, non_blocking: true);
    }

    // Each draw has a generator of its own, seeded by the draw's number, so that no native
    // generator is kept and nothing has to be disposed of.
    private Tensor Draw(Func<Generator, Tensor> draw)
    {
        var seed = Seed.For("draw", _drawsTaken);
        _drawsTaken++;
        using var generator = new Generator((ulong)seed.Value, CPU);
        return draw(generator);
    }

    private ProblemException NotCountingImages(long[] shape) =>
        new(
            new(
                "ROCL0350",
                $"a draw of [{string.Join(", ", shape)}]",
                $"The first dimension of a draw must be the number of images, and the batch has {Images}.",
                "Draw [N, …], or use Shared for values that all images share."
            )
        );
}
