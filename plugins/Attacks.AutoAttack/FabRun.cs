namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// One run of the fast adaptive boundary attack: a search for the nearest point of another class.
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
/// <param name="Beta">
/// β, from 0 to 1: the part of the distance that remains after stepping back.
/// </param>
public sealed record FabRun(int Iterations = 100, double AlphaMax = 0.1, double Eta = 1.05, double Beta = 0.9)
{
    private sealed record Walk(Tensor X, FabPoints Found);

    /// <summary>The nearest points that a run finds.</summary>
    /// <param name="start">[N, C, H, W], the clean images or points near them.</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">With labels; only what fools its network is used.</param>
    /// <param name="norm">The norm in which points are near; its radius plays no part.</param>
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
        var infinite = full(clean.shape[0], double.PositiveInfinity, clean.dtype, clean.device);
        var begin = new Walk(start, new(clean, infinite));
        var end = Iterate.Fold(Iterations, begin, (walk, _) => Next(walk, clean, objective, norm, boundary(walk.X)));
        return end.Found;
    }

    private Walk Next(Walk now, Tensor clean, IObjective objective, ThreatModel norm, Boundary boundary)
    {
        // The plane ⟨w, x'⟩ = b, where the linear model at x has the boundary.
        var w = boundary.Normal.flatten(1);
        var b = (boundary.Normal * now.X).flatten(1).sum(1) - boundary.Gap;
        Tensor D(Tensor from) => BoundaryProjection.Of(norm, from.flatten(1), w, b).view_as(from);
        Tensor Length(Tensor d) => norm.Distance(d, zeros_like(d)).clamp_min(1e-8).view(-1, 1, 1, 1);

        var dX = D(now.X);
        var dClean = D(clean);
        var alpha = (Length(dX) / (Length(dX) + Length(dClean))).clamp_max(AlphaMax);
        var x = ((1 - alpha) * (now.X + Eta * dX) + alpha * (clean + Eta * dClean)).clamp(0, 1);

        var fooled = objective.Fooled(objective.Outputs(x))!;
        var found = now.Found.OrNearer(x, norm.Distance(x, clean), fooled);
        return new(Rows.Where(fooled, clean + Beta * (x - clean), x), found);
    }
}
