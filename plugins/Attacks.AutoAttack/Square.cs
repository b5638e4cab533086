using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Square Attack: random search with square patches that shrink; no gradient is ever asked for.
/// </summary>
/// <remarks>
/// A query changes one square of the best point so far and keeps the change where the margin
/// <c>z_y − max_{i≠y} z_i</c> fell; without labels, where the objective rose. An image is left
/// alone as soon as it is fooled. The patches are those of <see cref="SignPatches"/> for
/// L-infinity, of <see cref="HillPatches"/> for L2 and L1.
/// <para>
/// Any objective, any threat model. Shape: images [N, C, H, W] in [0, 1]. One forward pass a query.
/// </para>
/// <para>
/// All images of a query share the square's place and have signs of their own. A square may touch
/// the last row and column, which the reference code never does.</para>
/// <para>
/// Reference: Andriushchenko et al. 2020, arXiv:1912.00049; for L1, Croce and Hein 2021,
/// arXiv:2103.01208, section 4.3.
/// </para>
/// </remarks>
/// <param name="Queries">How many changes are tried. AutoAttack: 5,000.</param>
/// <param name="Share">
/// p, the part of the image that the first squares cover. AutoAttack: 0.8.
/// </param>
/// <param name="Rescale">
/// Fits the sizes' schedule, made for 10,000 queries, to <paramref name="Queries"/>; AutoAttack
/// does not.
/// </param>
[Component("square", "Square Attack, Andriushchenko et al. 2020: black-box random search")]
public sealed record Square(
    [Range(1, 1_000_000)] int Queries = 5000,
    [Range(1e-6, 1)] double Share = 0.8,
    bool Rescale = false
) : IAttack
{
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    private sealed record Search(Tensor Points, Tensor Margins, Tensor Fooled);

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        Survivors.Of(
            clean,
            objective,
            random,
            1,
            (images, aim, mine, _) => Run(images, aim, Patches.For(threat), mine)
        );

    private Tensor Run(Tensor clean, IObjective objective, Patches patches, Rng random)
    {
        var start = Judge(patches.Start(clean, random.For("start")), objective);
        return Iterate
            .While(
                Queries,
                start,
                (best, i) =>
                {
                    var rows = Survivors.Resisting(best.Fooled);
                    var mine = random.For("query", i).Only(rows.cpu().data<long>().ToArray());
                    var old = new Search(
                        best.Points.index_select(0, rows),
                        best.Margins.index_select(0, rows),
                        best.Fooled.index_select(0, rows)
                    );
                    var tried = patches.Next(clean.index_select(0, rows), old.Points, Part(i), mine);
                    var now = Judge(tried, objective.Labels is null ? objective : objective.Only(rows));
                    var better = now.Fooled.logical_or(now.Margins.lt(old.Margins));
                    return new(
                        best.Points.index_copy(0, rows, where(better.view(-1, 1, 1, 1), now.Points, old.Points)),
                        best.Margins.index_copy(0, rows, where(better, now.Margins, old.Margins)),
                        best.Fooled.index_copy(0, rows, now.Fooled)
                    );
                },
                best => best.Fooled.logical_not().any().item<bool>()
            )
            .Points;
    }

    // p at a query.
    private double Part(int query)
    {
        var place = Rescale ? (int)((double)query / Queries * 10_000) : query;
        return Share / Math.Pow(2, Halvings.Count(halving => place > halving));
    }

    private static Search Judge(Tensor points, IObjective objective)
    {
        if (objective.Labels is not { } labels)
        {
            var losses = objective.Losses(points);
            return new(points, -losses, zeros_like(losses, dtype: ScalarType.Bool));
        }
        var logits = objective.Outputs(points);
        var own = labels.unsqueeze(1);
        var others = logits.scatter(1, own, full_like(own, double.NegativeInfinity, dtype: logits.dtype)).amax(1);
        return new(points, logits.gather(1, own).squeeze(1) - others, objective.Fooled(logits)!);
    }

    /// <summary>As papers write it, <c>Square</c>.</summary>
    public override string ToString() => "Square";
}
