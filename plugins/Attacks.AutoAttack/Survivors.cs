namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// Several attacks one after another: each goes on with those images only that still keep their
/// label.
/// </summary>
/// <remarks>
/// An image keeps the first point that fooled the network; as long as none has, the point of the
/// highest loss, the clean image among them. Where the objective has no labels nothing is ever
/// fooled, and every attack gets all images.
/// </remarks>
internal static class Survivors
{
    /// <summary>One attack's turn.</summary>
    /// <param name="images">[M, C, H, W], the clean images that still keep their label.</param>
    /// <param name="objective">The objective for these rows.</param>
    /// <param name="random">The randomness of this turn for these rows.</param>
    /// <param name="turn">Its number, from 0.</param>
    public delegate Tensor Turn(Tensor images, IObjective objective, Rng random, int turn);

    /// <summary>
    /// The best points after all turns, [N, C, H, W]; never <paramref name="clean"/> itself.
    /// </summary>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What the attacks raise.</param>
    /// <param name="random">Each turn gets a source of its own from it.</param>
    /// <param name="turns">How many, unless all images are fooled before.</param>
    /// <param name="attack">From a turn to its points.</param>
    public static Tensor Of(Tensor clean, IObjective objective, Rng random, int turns, Turn attack) =>
        Of(clean, objective, turn => random.For("turn", turn), turns, attack);

    /// <summary>The same, where turns have sources of different kinds.</summary>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="objective">What the attacks raise.</param>
    /// <param name="random">From a turn to its source, for all images.</param>
    /// <param name="turns">How many, unless all images are fooled before.</param>
    /// <param name="attack">From a turn to its points.</param>
    public static Tensor Of(Tensor clean, IObjective objective, Func<int, Rng> random, int turns, Turn attack)
    {
        BestPoints Next(BestPoints best, int turn)
        {
            var turnRandom = random(turn);
            if (objective.Labels is null)
            {
                var allPoints = attack(clean, objective, turnRandom, turn);
                return best.OrBetter(BestPoints.Of(allPoints, objective));
            }

            var rows = best.Resisting();
            var remaining = objective.Only(rows);
            var rowRandom = turnRandom.Only(rows.cpu().data<long>().ToArray());
            var points = attack(clean.index_select(0, rows), remaining, rowRandom, turn);
            var better = best.At(rows).OrBetter(BestPoints.Of(points, remaining));
            return best.With(rows, better);
        }

        var start = BestPoints.Of(clean.clone(), objective);
        return Iterate.While(turns, start, Next, best => best.AnyResists()).Points;
    }
}
