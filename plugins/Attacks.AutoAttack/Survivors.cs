namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Several attacks one after another: each goes on with those images only that still keep their
/// label.
/// </summary>
/// <remarks>
/// An image keeps the first point that fooled the network; as long as none has, the point of the
/// highest loss, the clean image among them. Where the objective knows no labels nothing is ever
/// fooled, and every attack meets all images.
/// </remarks>
internal static class Survivors
{
    /// <summary>One attack's turn.</summary>
    /// <param name="clean">[M, C, H, W], the images still in play.</param>
    /// <param name="objective">The objective for these rows.</param>
    /// <param name="random">The randomness of this turn for these rows.</param>
    /// <param name="turn">Its number, from 0.</param>
    public delegate Tensor Turn(Tensor clean, IObjective objective, Rng random, int turn);

    private sealed record Standing(Tensor Points, Tensor Losses, Tensor Fooled);

    /// <summary>
    /// The best points after all turns, [N, C, H, W]; never <paramref name="clean"/> itself.
    /// </summary>
    public static Tensor Of(Tensor clean, IObjective objective, Rng random, int turns, Turn turn)
    {
        var start = Judge(clean.clone(), objective);
        return Iterate
            .While(
                turns,
                start,
                (best, i) =>
                {
                    if (objective.Labels is null)
                        return Better(best, Judge(turn(clean, objective, random.For("turn", i), i), objective));
                    var rows = Resisting(best.Fooled);
                    var (aim, mine) = (
                        objective.Only(rows),
                        random.For("turn", i).Only(rows.cpu().data<long>().ToArray())
                    );
                    var after = Better(At(best, rows), Judge(turn(clean.index_select(0, rows), aim, mine, i), aim));
                    return new(
                        best.Points.index_copy(0, rows, after.Points),
                        best.Losses.index_copy(0, rows, after.Losses),
                        best.Fooled.index_copy(0, rows, after.Fooled)
                    );
                },
                best => best.Fooled.logical_not().any().item<bool>()
            )
            .Points;
    }

    /// <summary>The rows that are not fooled yet, int64 [M].</summary>
    /// <param name="fooled">bool [N].</param>
    public static Tensor Resisting(Tensor fooled) => fooled.logical_not().nonzero().squeeze(1);

    private static Standing At(Standing of, Tensor rows) =>
        new(of.Points.index_select(0, rows), of.Losses.index_select(0, rows), of.Fooled.index_select(0, rows));

    private static Standing Judge(Tensor points, IObjective objective)
    {
        var losses = objective.Losses(points);
        var fooled = objective.Labels is null ? null : objective.Fooled(objective.Outputs(points));
        return new(points, losses, fooled ?? zeros_like(losses, dtype: ScalarType.Bool));
    }

    // Both stand unfooled on the left, so fooling decides, and the loss after it.
    private static Standing Better(Standing old, Standing now)
    {
        var better = now.Fooled.logical_or(now.Losses.gt(old.Losses));
        return new(
            where(better.view(-1, 1, 1, 1), now.Points, old.Points),
            where(better, now.Losses, old.Losses),
            old.Fooled.logical_or(now.Fooled)
        );
    }
}
