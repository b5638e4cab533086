namespace RoCL.Contracts.Testing;

/// <summary>
/// What is wrong with a threat model, in words; <see langword="null"/> where nothing is.
/// </summary>
internal static class ThreatModelObservations
{
    private const double Rounding = 1e-6;

    // Points of the set that a step's end is compared with.
    private const int OtherPoints = 8;

    /// <summary>A point that is no image, or lies outside the set.</summary>
    public static string? NotAMember(ThreatModel threat, Tensor point, Tensor clean)
    {
        if (Discrepancy.NotImages(point, clean) is { } wrong)
            return wrong;
        return threat.Contains(point, clean)
            ? null
            : $"a point lies {Discrepancy.Number(threat.Distance(point, clean).max().item<float>())} away, "
                + $"and {Discrepancy.Number(threat.Radius)} is allowed";
    }

    /// <summary>Inputs that are not as they were.</summary>
    public static string? WrittenTo(ThreatModel threat, ThreatCase threatCase, Tensor clean)
    {
        var moved = threatCase.Moved;
        var slope = threatCase.Slope;
        threat.Project(moved, clean);
        threat.Distance(moved, clean);
        threat.SteepestDirection(slope, clean);
        threat.RandomPoint(clean, threatCase.Batch.Random("point"));
        return Discrepancy.Different("the clean images before and after", clean, threatCase.Batch.Pixels)
            ?? Discrepancy.Different("the moved images before and after", moved, threatCase.Moved)
            ?? Discrepancy.Different("the gradient before and after", slope, threatCase.Slope);
    }

    /// <summary>A point of the set that the projection moves.</summary>
    public static string? MemberMoved(ThreatModel threat, ThreatCase threatCase, Tensor clean)
    {
        var projected = threat.Project(threatCase.Moved, clean);
        var random = threat.RandomPoint(clean, threatCase.Batch.Random("point"));
        return Moved(threat, "the clean image", clean, clean)
            ?? Moved(threat, "a projected point", projected, clean)
            ?? Moved(threat, "a random point", random, clean);
    }

    /// <summary>
    /// A distance that is no number for each image, or that allows a point which the projection
    /// moves, or forbids one which it leaves.
    /// </summary>
    public static string? DistanceAtOdds(ThreatModel threat, ThreatCase threatCase, Tensor clean)
    {
        var inBox = threatCase.Moved.clamp(0, 1);
        var distance = threat.Distance(inBox, clean);
        if (!distance.shape.SequenceEqual([clean.shape[0]]))
            return $"the distance is {Discrepancy.Shape(distance)} for {Discrepancy.Shape(clean)}";
        if (!distance.ge(0).all().item<bool>())
            return "the distance is negative or not a number";
        if (threat.Distance(clean, clean).ne(0).any().item<bool>())
            return "the clean image lies away from itself";

        var stays = (threat.Project(inBox, clean) - inBox).abs().amax([1, 2, 3]).le(Rounding);
        var inside = distance.le(threat.Radius);
        if (inside.logical_and(stays.logical_not()).any().item<bool>())
            return "a point that the distance allows is moved by the projection";
        var outside = threat.Inside(inBox, clean).logical_not();
        return outside.logical_and(stays).any().item<bool>()
            ? "a point that the distance forbids is left alone by the projection"
            : null;
    }

    /// <summary>
    /// A step that lowers a linear objective; or that does not raise it, though the set has a point
    /// that is clearly higher.
    /// </summary>
    public static string? StepNotUphill(ThreatModel threat, ThreatCase threatCase, Tensor clean)
    {
        var slope = threatCase.Slope;
        var point = threat.RandomPoint(clean, threatCase.Batch.Random("start"));
        var step = threatCase.Part * threat.Radius;
        var end = threat.Project(point + step * threat.SteepestDirection(slope, point), clean);

        var rise = Height(end - point, slope);
        var rounding = slope.to(ScalarType.Float64).abs().sum([1, 2, 3]);
        if (rise.lt(-Rounding * rounding).any().item<bool>())
            return $"a step changes the objective by {Discrepancy.Number(rise.min().item<double>())}";

        var highest = zeros_like(rise);
        for (var i = 0; i < OtherPoints; i++)
        {
            var other = threat.RandomPoint(clean, threatCase.Batch.Random($"other {i}"));
            highest = highest.maximum(Height(other - point, slope));
        }

        var couldRise = highest.gt(1e-4 * rounding);
        return couldRise.logical_and(rise.le(0)).any().item<bool>()
            ? "a step raises nothing, though other points of the set are higher"
            : null;
    }

    /// <summary>An image that is projected to another place alone than among others.</summary>
    public static string? DifferentAlone(ThreatModel threat, ThreatCase threatCase, Tensor clean)
    {
        var moved = threatCase.Moved;
        var slope = threatCase.Slope;
        var together = threat.Project(moved, clean);
        var direction = threat.SteepestDirection(slope, clean);
        for (var row = 0; row < clean.shape[0]; row++)
        {
            var own = clean.narrow(0, row, 1);
            var alone = threat.Project(moved.narrow(0, row, 1), own);
            var alongAlone = threat.SteepestDirection(slope.narrow(0, row, 1), own);
            var what = $"image {row} alone and among others";
            var difference =
                Discrepancy.Different(what, alone, together.narrow(0, row, 1), Rounding)
                ?? Discrepancy.Different(what, alongAlone, direction.narrow(0, row, 1), Rounding);
            if (difference is not null)
                return difference;
        }
        return null;
    }

    private static string? Moved(ThreatModel threat, string what, Tensor point, Tensor clean) =>
        Discrepancy.Different($"{what} and its projection", threat.Project(point, clean), point, Rounding);

    private static Tensor Height(Tensor movement, Tensor slope) =>
        (movement.to(ScalarType.Float64) * slope.to(ScalarType.Float64)).sum([1, 2, 3]);
}
