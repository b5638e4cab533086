namespace ThrowsOnce;

/// <summary>
/// An attack that fails at one of its calls, unless a file shows that it has done so before.
/// </summary>
/// <param name="Marker">The file.</param>
/// <param name="Call">Which call, from 1.</param>
[Component("throws-once", "Fails once, and never again")]
public sealed record ThrowsOnce(string Marker, int Call = 1) : IAttack
{
    private int _calls;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        _calls++;
        if (_calls == Call && !File.Exists(Marker))
        {
            File.WriteAllText(Marker, "");
            throw new IOException("the cable was pulled");
        }
        return threat.RandomPoint(clean, random);
    }
}
