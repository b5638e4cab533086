using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Square Attack: random search with square patches that shrink; it takes no gradient.
/// </summary>
/// <remarks>
/// A query changes one square of the best point so far and keeps the change where the margin
/// <c>z_y − max_{i≠y} z_i</c> fell; without labels, where the objective rose. An image is left
/// alone as soon as it is fooled. The patches are those of <see cref="SignPatches"/> for
/// L-infinity, of <see cref="HillPatches"/> for L2 and L1.
/// <para>
/// Any objective; L-infinity, L2 and L1. Shape: images [N, C, H, W] in [0, 1]. One forward pass a
/// query.
/// </para>
/// <para>Errors: ROCL0390 another threat model.</para>
/// <para>
/// Two things differ from the reference code. A square may cover the last row and column, which it
/// never does there (it draws the place below H − side instead of up to it), so that this attack
/// finds more: of 200 images at L-infinity 16/255 it left 43.5 % where the reference left 46.
/// <paramref name="ReachesBorder"/> has the reference's rule. And all images of a query share the
/// square's place, as there, but have signs of their own.
/// </para>
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
/// <param name="ReachesBorder">
/// Whether squares may cover the last row and column; not in the reference code.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": { "attack": { "use": "square", "queries": 5, "share": 0.3, "rescale": true } }
///   }
/// }
/// </code>
/// </example>
[Component("square", "Square Attack, Andriushchenko et al. 2020: black-box random search")]
public sealed record SquareAttack(
    [Range(1, 1_000_000)] int Queries = 5000,
    [Range(1e-6, 1)] double Share = 0.8,
    bool Rescale = false,
    bool ReachesBorder = true
) : ITitledAttack
{
    private const int QueriesOfTheSchedule = 10_000;

    // After each of these queries p is halved.
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreeNorms.Demand(threat, ToString());
        var patches = Patches.For(threat, ReachesBorder);
        return Survivors.Of(
            clean,
            objective,
            random,
            1,
            (images, remaining, turnRandom, _) => Run(images, remaining, patches, turnRandom)
        );
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => ThreeNorms.Have(threat);

    /// <summary>Its name, and the options that are not those of AutoAttack.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this);

    /// <summary>As papers write it, <c>Square</c>.</summary>
    public override string ToString() => "Square";

    private Tensor Run(Tensor clean, IObjective objective, Patches patches, Rng random)
    {
        BestPoints Next(BestPoints best, int query)
        {
            var rows = best.Resisting();
            var before = best.At(rows);
            var rowRandom = random.For("query", query).Only(rows.cpu().data<long>().ToArray());
            var remaining = objective.Labels is null ? objective : objective.Only(rows);

            var points = patches.Next(clean.index_select(0, rows), before.Points, ShareAt(query), rowRandom);
            return best.With(rows, before.OrBetter(Judged(points, remaining)));
        }

        var start = Judged(patches.Start(clean, random.For("start")), objective);
        return Iterate.While(Queries, start, Next, best => best.AnyResists()).Points;
    }

    // p, the part of the image that a query's square covers.
    private double ShareAt(int query)
    {
        var place = Rescale ? (int)((double)query / Queries * QueriesOfTheSchedule) : query;
        return Share / Math.Pow(2, Halvings.Count(halving => place > halving));
    }

    // The loss is the negative margin, max_{i≠y} z_i − z_y; without labels, the objective's own.
    private static BestPoints Judged(Tensor points, IObjective objective)
    {
        if (objective.Labels is not { } labels)
        {
            var losses = objective.Losses(points);
            return new(points, losses, zeros_like(losses, dtype: ScalarType.Bool));
        }

        var logits = objective.Outputs(points);
        var own = labels.unsqueeze(1);
        var infinite = full_like(own, double.NegativeInfinity, dtype: logits.dtype);
        var largestOther = logits.scatter(1, own, infinite).amax(1);
        var margin = logits.gather(1, own).squeeze(1) - largestOther;
        return new(points, -margin, objective.Fooled(logits)!);
    }
}
