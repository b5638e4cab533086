namespace RoCL.Measurements.Smoothed;

/// <summary>The random values of a network that draws anew at each pass.</summary>
/// <remarks>
/// Which pass it is counts from the beginning of an attack on a batch, not from the beginning of
/// the evaluation: one that was stopped and goes on draws what it would have drawn.
/// </remarks>
/// <param name="source">Where the values come from until the first attack begins.</param>
internal sealed class Draws(Rng source)
{
    private Rng _source = source;
    private long _pass;

    /// <summary>Starts to count again, from other values.</summary>
    public void Begin(Rng source) => (_source, _pass) = (source, 0);

    /// <summary>
    /// The values of the next pass, each image's its own: from a copy's number to a source.
    /// </summary>
    /// <param name="images">
    /// How many images the pass has; an attack may go on with some of its batch.
    /// </param>
    public Func<int, Rng> Next(long images)
    {
        var seed = _source.Seed.For("pass", _pass++);
        return copy => new(seed.For("copy", copy), images, _source.Device);
    }

    /// <summary>
    /// The values of a network that says the same at every call, whatever other images there are:
    /// all see the same transformations.
    /// </summary>
    public static Func<long, Func<int, Rng>> Fixed(Rng one) =>
        images => copy => one.For("copy", copy).Only(Enumerable.Repeat(0L, (int)images));
}

/// <summary>An attack that climbs the expectation over transformations.</summary>
/// <param name="Inner">The attack.</param>
/// <param name="Draws">Of the network that it climbs.</param>
internal sealed record ThroughExpectation(IAttack Inner, Draws Draws) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        Draws.Begin(random.For("transformations"));
        return Inner.Perturb(clean, objective, threat, random);
    }

    /// <summary>As the inner attack is written.</summary>
    public override string ToString() => $"{Inner}";
}
