namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The shortest way from a point to a hyperplane that never leaves [0, 1]: FAB's linear model of a
/// decision boundary.
/// </summary>
/// <remarks>
/// <c>argmin ‖d‖ over ⟨w, x + d⟩ = b, 0 ≤ x + d ≤ 1</c>; where the box does not reach the plane,
/// the way to its nearest corner. Each coordinate has room m to move towards the plane, and covers
/// |w| for each unit that it moves. For L-infinity all move by the same λ, for L2 by λ|w|, until
/// their room is spent; for L1 the largest |w| moves first, and the next when its room is spent. So
/// one sort and one sum of prefixes solve each of them.
/// <para>
/// Shape: points [N, D] in [0, 1], w [N, D], b [N]; the result is the displacement [N, D]. A
/// coordinate of w = 0 stays.
/// </para>
/// <para>Reference: Croce and Hein 2020, arXiv:1907.02044, section 2.2 and appendix A.</para>
/// </remarks>
public static class BoundaryProjection
{
    /// <summary>In the norm of a threat model; its radius plays no part.</summary>
    /// <param name="norm">The norm in which the displacement is the shortest.</param>
    /// <param name="points">x, [N, D] in [0, 1].</param>
    /// <param name="w">[N, D].</param>
    /// <param name="b">[N].</param>
    public static Tensor Of(ThreatModel norm, Tensor points, Tensor w, Tensor b)
    {
        var way = Way.To(points, w, b);
        var lengths = norm switch
        {
            LInf => SmallestMaximum(way),
            L2 => SmallestEuclidean(way),
            L1 => SmallestSum(way),
            _ => throw ThreeNorms.Refused(norm, "FAB"),
        };
        return (way.Direction * lengths).to(points.dtype);
    }

    // L-infinity: |d| = min(λ, m).
    private static Tensor SmallestMaximum(Way way) => Level(way.Weight, way.Room, way.Need).minimum(way.Room);

    // L2: |d| = |w| · min(λ, m / |w|).
    private static Tensor SmallestEuclidean(Way way)
    {
        var moves = way.Weight.gt(0);
        var exhausted = where(moves, way.Room / way.Weight, zeros_like(way.Room));
        return way.Weight * Level(way.Weight.square(), exhausted, way.Need).minimum(exhausted);
    }

    // L1, in the order of falling |w|: |d| = min((need − what was covered before) / |w|, m).
    private static Tensor SmallestSum(Way way)
    {
        var (weight, order) = way.Weight.sort(1, descending: true);
        var room = way.Room.gather(1, order);
        var coveredBefore = (weight * room).cumsum(1) - weight * room;
        var remaining = way.Need - coveredBefore;
        var moved = where(weight.gt(0), remaining / weight, zeros_like(remaining)).clamp_min(0).minimum(room);
        return zeros_like(moved).scatter(1, order, moved);
    }

    // The λ for which Σ rate · min(λ, exhausted) is the need; infinite where the sum stays below it
    // for every λ. The sum is piecewise linear in λ and bends where a coordinate is exhausted.
    private static Tensor Level(Tensor rate, Tensor exhausted, Tensor need)
    {
        var (bends, order) = exhausted.sort(1);
        var rates = rate.gather(1, order);
        var spent = (rates * bends).cumsum(1) - rates * bends;
        var slope = rates.flip(1).cumsum(1).flip(1);

        var piece = (spent + bends * slope).lt(need).sum(1, keepdim: true);
        var lastPiece = bends.shape[1] - 1;
        var place = piece.clamp_max(lastPiece);
        var level = (need - spent.gather(1, place)) / slope.gather(1, place);

        var reached = where(need.gt(0), level, zeros_like(level));
        return where(piece.eq(bends.shape[1]), full_like(level, double.PositiveInfinity), reached);
    }

    /// <summary>
    /// The way to the plane: in float64, since a plane's distance is a difference of large sums.
    /// </summary>
    /// <param name="Weight">|w|.</param>
    /// <param name="Direction">Which way each coordinate moves: -1, 0 or 1.</param>
    /// <param name="Room">m, how far it may.</param>
    /// <param name="Need">|⟨w, x⟩ − b|, [N, 1].</param>
    private sealed record Way(Tensor Weight, Tensor Direction, Tensor Room, Tensor Need)
    {
        public static Way To(Tensor points, Tensor w, Tensor b)
        {
            var x = points.to(ScalarType.Float64);
            var slope = w.to(ScalarType.Float64);
            var beyond = (slope * x).sum(1, keepdim: true) - b.to(ScalarType.Float64).unsqueeze(1);
            var side = where(beyond.ge(0), ones_like(beyond), -ones_like(beyond));
            var direction = -slope.sign() * side;
            var room = where(direction.gt(0), 1 - x, where(direction.lt(0), x, zeros_like(x)));
            return new(slope.abs(), direction, room, beyond.abs());
        }
    }
}
