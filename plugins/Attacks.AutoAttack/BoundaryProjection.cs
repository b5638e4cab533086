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
    /// <param name="norm">Whose norm is kept small.</param>
    /// <param name="points">x, [N, D] in [0, 1].</param>
    /// <param name="w">[N, D].</param>
    /// <param name="b">[N].</param>
    public static Tensor Of(ThreatModel norm, Tensor points, Tensor w, Tensor b)
    {
        var way = Way.To(points, w, b);
        return (
            way.Toward
            * (
                norm switch
                {
                    LInf => Evenly(way),
                    L2 => ByWeight(way),
                    _ => OneByOne(way),
                }
            )
        ).to(points.dtype);
    }

    // The smallest largest movement.
    private static Tensor Evenly(Way way) => Level(way.Weight, way.Room, way.Need).minimum(way.Room);

    // The smallest root of squares.
    private static Tensor ByWeight(Way way)
    {
        var spent = where(way.Weight.gt(0), way.Room / way.Weight, zeros_like(way.Room));
        return way.Weight * Level(way.Weight.square(), spent, way.Need).minimum(spent);
    }

    // The smallest sum of movements.
    private static Tensor OneByOne(Way way)
    {
        var (weight, order) = way.Weight.sort(1, descending: true);
        var room = way.Room.gather(1, order);
        var left = way.Need - ((weight * room).cumsum(1) - weight * room);
        var moved = where(weight.gt(0), left / weight, zeros_like(left)).clamp_min(0).minimum(room);
        return zeros_like(moved).scatter(1, order, moved);
    }

    // The λ for which Σ rate · min(λ, spent) is what is needed; infinite where all of it falls
    // short.
    private static Tensor Level(Tensor rate, Tensor spent, Tensor need)
    {
        var (bends, order) = spent.sort(1);
        var rates = rate.gather(1, order);
        var full = (rates * bends).cumsum(1) - rates * bends;
        var open = rates.flip(1).cumsum(1).flip(1);
        var piece = (full + bends * open).lt(need).sum(1, keepdim: true);
        var place = piece.clamp_max(bends.shape[1] - 1);
        var level = (need - full.gather(1, place)) / open.gather(1, place);
        return where(
            piece.eq(bends.shape[1]),
            full_like(level, double.PositiveInfinity),
            where(need.gt(0), level, zeros_like(level))
        );
    }

    /// <summary>
    /// The way to the plane: in float64, since a plane's distance is a difference of large sums.
    /// </summary>
    /// <param name="Weight">|w|.</param>
    /// <param name="Toward">Which way each coordinate moves: -1, 0 or 1.</param>
    /// <param name="Room">How far it may.</param>
    /// <param name="Need">The distance in units of ⟨w, x⟩, 0 or above, [N, 1].</param>
    private sealed record Way(Tensor Weight, Tensor Toward, Tensor Room, Tensor Need)
    {
        public static Way To(Tensor points, Tensor w, Tensor b)
        {
            var (x, slope) = (points.to(ScalarType.Float64), w.to(ScalarType.Float64));
            var beyond = (slope * x).sum(1, keepdim: true) - b.to(ScalarType.Float64).unsqueeze(1);
            var toward = -slope.sign() * where(beyond.ge(0), ones_like(beyond), -ones_like(beyond));
            var room = where(toward.gt(0), 1 - x, where(toward.lt(0), x, zeros_like(x)));
            return new(slope.abs(), toward, room, beyond.abs());
        }
    }
}
