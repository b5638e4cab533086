namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// One run of the fast adaptive boundary attack: it looks for the nearest point that another class
/// has.
/// </summary>
/// <remarks>
/// Each step linearises a boundary and goes a little beyond it, from the point now and, by a part
/// α, from the clean image: <c>x' = clamp((1 − α)(x + η·d(x)) + α(clean + η·d(clean)))</c>,
/// <c>α = min(‖d(x)‖ / (‖d(x)‖ + ‖d(clean)‖), α_max)</c>. From a point that fools the network it
/// steps back towards the clean image, <c>clean + β(x − clean)</c>.
/// <para>
/// Nothing is drawn. Shape: images [N, C, H, W] in [0, 1], all still with their label. One backward
/// and two forward passes a step.
/// </para>
/// <para>Reference: Croce and Hein 2020, arXiv:1907.02044, algorithm 1.</para>
/// </remarks>
/// <param name="Iterations">How many steps.</param>
/// <param name="AlphaMax">The largest part that the way from the clean image has.</param>
/// <param name="Eta">η, 1 or above: how far beyond the plane a step goes.</param>
/// <param name="Beta">β, from 0 to 1: what is left of the distance after stepping back.</param>
public sealed record FabRun(int Iterations = 100, double AlphaMax = 0.1, double Eta = 1.05, double Beta = 0.9)
{
    private sealed record Walk(Tensor X, FabPoints Found);

    /// <summary>Runs.</summary>
    /// <param name="start">[N, C, H, W], the clean images or points near them.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">With labels; only what fools its network is asked.</param>
    /// <param name="norm">In whose norm points are to be near; its radius plays no part.</param>
    /// <param name="boundary">
    /// From points to the boundary to walk to (<see cref="Boundary"/>).
    /// </param>
    public FabPoints From(
        Tensor start,
        Tensor clean,
        IObjective objective,
        ThreatModel norm,
        Func<Tensor, Boundary> boundary
    )
    {
        var far = full(clean.shape[0], double.PositiveInfinity, clean.dtype, clean.device);
        return Iterate
            .Fold(
                Iterations,
                new Walk(start, new(clean, far)),
                (now, _) => Next(now, clean, objective, norm, boundary(now.X))
            )
            .Found;
    }

    private Walk Next(Walk now, Tensor clean, IObjective objective, ThreatModel norm, Boundary there)
    {
        var w = there.Normal.flatten(1);
        var b = (there.Normal * now.X).flatten(1).sum(1) - there.Gap;
        Tensor Way(Tensor from) => BoundaryProjection.Of(norm, from.flatten(1), w, b).view_as(from);
        Tensor Length(Tensor way) => norm.Distance(way, zeros_like(way)).clamp_min(1e-8).view(-1, 1, 1, 1);

        var (here, home) = (Way(now.X), Way(clean));
        var alpha = (Length(here) / (Length(here) + Length(home))).clamp_max(AlphaMax);
        var x = ((1 - alpha) * (now.X + Eta * here) + alpha * (clean + Eta * home)).clamp(0, 1);

        var (fooled, distance) = (objective.Fooled(objective.Outputs(x))!, norm.Distance(x, clean));
        var nearer = fooled.logical_and(distance.lt(now.Found.Distance));
        return new(
            where(fooled.view(-1, 1, 1, 1), clean + Beta * (x - clean), x),
            new(where(nearer.view(-1, 1, 1, 1), x, now.Found.Points), where(nearer, distance, now.Found.Distance))
        );
    }
}

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
    public Tensor Inside(ThreatModel threat, Tensor clean) =>
        where(Distance.le(threat.Radius).view(-1, 1, 1, 1), Points, clean);
}
