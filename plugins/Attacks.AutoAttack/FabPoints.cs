namespace RoCL.Attacks.AutoAttack;

/// <summary>What a run of the fast adaptive boundary attack found.</summary>
/// <param name="Points">
/// The nearest points that fooled the network; where none did, the clean images. [N, C, H, W].
/// </param>
/// <param name="Distance">How far they are, [N]; infinite where none did.</param>
public sealed record FabPoints(Tensor Points, Tensor Distance)
{
    /// <summary>The points that lie inside a threat model, elsewhere the clean images.</summary>
    /// <param name="threat">In the norm of the run.</param>
    /// <param name="clean">[N, C, H, W].</param>
    public Tensor Inside(ThreatModel threat, Tensor clean) => Rows.Where(Distance.le(threat.Radius), Points, clean);

    /// <summary>What is found after one more step.</summary>
    /// <param name="x">The step's points, [N, C, H, W].</param>
    /// <param name="distance">How far they are from the clean images, [N].</param>
    /// <param name="fooled">Where the network is fooled, bool [N].</param>
    internal FabPoints OrNearer(Tensor x, Tensor distance, Tensor fooled)
    {
        var nearer = fooled.logical_and(distance.lt(Distance));
        return new(Rows.Where(nearer, x, Points), where(nearer, distance, Distance));
    }
}
