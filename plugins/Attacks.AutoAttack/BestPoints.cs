namespace RoCL.Attacks.AutoAttack;

/// <summary>The best points so far of several attacks on the same images.</summary>
/// <param name="Points">
/// The first points that fooled the network; where none did, those of the highest loss. [M, C, H,
/// W].
/// </param>
/// <param name="Losses">Their losses, [M].</param>
/// <param name="Fooled">Where a point fooled the network, bool [M].</param>
internal sealed record BestPoints(Tensor Points, Tensor Losses, Tensor Fooled)
{
    /// <summary>Points with their losses, and whether they fool the network.</summary>
    /// <param name="points">[M, C, H, W].</param>
    /// <param name="objective">Without labels nothing counts as fooled.</param>
    public static BestPoints Of(Tensor points, IObjective objective)
    {
        var losses = objective.Losses(points);
        var fooled = objective.Labels is null ? null : objective.Fooled(objective.Outputs(points));
        return new(points, losses, fooled ?? zeros_like(losses, dtype: ScalarType.Bool));
    }

    /// <summary>Whether some image still has its label.</summary>
    public bool AnyResists() => Fooled.logical_not().any().item<bool>();

    /// <summary>The rows that are not fooled yet, int64 [M'].</summary>
    public Tensor Resisting() => Fooled.logical_not().nonzero().squeeze(1);

    /// <summary>Some of the rows.</summary>
    /// <param name="rows">int64 [M'].</param>
    public BestPoints At(Tensor rows) =>
        new(Points.index_select(0, rows), Losses.index_select(0, rows), Fooled.index_select(0, rows));

    /// <summary>The same with other values in some of the rows.</summary>
    /// <param name="rows">int64 [M'].</param>
    /// <param name="values">Of these rows.</param>
    public BestPoints With(Tensor rows, BestPoints values) =>
        new(
            Points.index_copy(0, rows, values.Points),
            Losses.index_copy(0, rows, values.Losses),
            Fooled.index_copy(0, rows, values.Fooled)
        );

    /// <summary>
    /// The better of two points image by image, where no row of this is fooled yet: one that fools
    /// the network, else that of the higher loss.
    /// </summary>
    /// <param name="other">New points for the same images.</param>
    public BestPoints OrBetter(BestPoints other)
    {
        var better = other.Fooled.logical_or(other.Losses.gt(Losses));
        return new(
            Rows.Where(better, other.Points, Points),
            where(better, other.Losses, Losses),
            Fooled.logical_or(other.Fooled)
        );
    }
}
