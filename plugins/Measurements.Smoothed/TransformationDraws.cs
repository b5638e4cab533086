namespace RoCL.Measurements.Smoothed;

/// <summary>The random values of a network that draws new transformations at each pass.</summary>
/// <remarks>
/// Passes are counted from the beginning of an attack on a batch, not from the beginning of the
/// evaluation: one that was stopped and goes on draws what it would have drawn.
/// </remarks>
/// <param name="source">Where the values come from until the first attack begins.</param>
internal sealed class TransformationDraws(Rng source)
{
    private Rng _source = source;
    private long _pass;

    /// <summary>Counts passes from 0 again, with other values.</summary>
    public void Begin(Rng source)
    {
        _source = source;
        _pass = 0;
    }

    /// <summary>
    /// The values of the next pass, each image's own: from a copy's number to a source.
    /// </summary>
    /// <param name="images">
    /// How many images the pass has; an attack may go on with some of its batch.
    /// </param>
    public Func<int, Rng> Next(long images)
    {
        var seed = _source.Seed.For("pass", _pass);
        _pass++;
        return copy => new(seed.For("copy", copy), images, _source.Device);
    }

    /// <summary>
    /// The values of a network with the same answer at every call, whatever other images there are:
    /// all images get the same transformations.
    /// </summary>
    /// <param name="source">For one image.</param>
    public static Func<long, Func<int, Rng>> Fixed(Rng source) =>
        images => copy => source.For("copy", copy).Only(Enumerable.Repeat(0L, (int)images));
}
