namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class ProjectionLaws
{
    [Law]
    public bool A_projection_lies_in_the_ball_and_in_the_box(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var clean = nudge.Clean;
        var landed = nudge.Threat.Project(nudge.Moved, clean);
        // In float64 as well as the model's own answer: a pixel of an image in [0, 1] is off by
        // half a rounding step, 6e-8, at most.
        var distance = Norms.Of(nudge.Threat, landed.to(ScalarType.Float64) - clean.to(ScalarType.Float64));
        var excess = distance - nudge.Threat.Radius * (1 + 1e-6);
        return nudge.Threat.Contains(landed, clean)
            && landed.ge(0).logical_and(landed.le(1)).all().item<bool>()
            && excess.le(6e-8 * nudge.Dimensions).all().item<bool>();
    }

    [Law]
    public bool A_second_projection_changes_nothing(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var once = nudge.Threat.Project(nudge.Moved, nudge.Clean);
        return Tensors.Same(nudge.Threat.Project(once, nudge.Clean), once);
    }

    [Law]
    public bool A_point_of_the_set_is_its_own_projection(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var clean = nudge.Clean;
        // Halfway to the clean image: inside, whatever is lost in rounding, but where the whole set
        // is smaller than a float32 pixel's rounding step.
        return nudge
            .Samples(8)
            .unbind()
            .Select(point => (clean + point.to(ScalarType.Float32)) / 2)
            .Where(point => IsExactlyInside(nudge, point))
            .All(inside => Tensors.Same(nudge.Threat.Project(inside, clean), inside));
    }

    [Law]
    public bool The_clean_image_stays(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        return Tensors.Same(nudge.Threat.Project(nudge.Clean, nudge.Clean), nudge.Clean);
    }

    [Law]
    public bool No_sampled_point_of_the_set_is_nearer(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var moved = nudge.Moved.to(ScalarType.Float64);
        var landed = nudge.Threat.Project(nudge.Moved, nudge.Clean).to(ScalarType.Float64);
        Tensor DistanceOf(Tensor points) => (points - moved).flatten(-3).norm(-1);

        // The push is known to float32 only, and so is each pixel of the answer: both count once
        // for every pixel, as a root of squares.
        var tolerance = 2.5e-7 * Math.Sqrt(nudge.Dimensions) * (1 + moved.abs().amax().item<double>());
        var shortest = DistanceOf(landed);
        return shortest.le(DistanceOf(PointsOfTheSet(nudge, landed)) + tolerance).all().item<bool>();
    }

    [Law]
    public bool Images_do_not_influence_one_another(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var moved = nudge.Moved;
        var clean = nudge.Clean;
        var together = nudge.Threat.Project(moved, clean);
        return Enumerable
            .Range(0, nudge.Images)
            .Select(i => i..(i + 1))
            .All(image => Tensors.Same(nudge.Threat.Project(moved[image], clean[image]), together[image]));
    }

    // float64 [P, N, C, H, W].
    private static Tensor PointsOfTheSet(Nudge nudge, Tensor landed)
    {
        var clean = nudge.Clean.to(ScalarType.Float64);
        // The set is convex, so the segment from the answer to any of its points belongs to it.
        var ends = cat([nudge.Samples(24), clean.unsqueeze(0)]);
        var onSegments = new[] { 1, 0.1, 0.01 }.Select(part => landed + part * (ends - landed));
        var nearby = nudge.Neighbours(landed, 64);
        return cat([.. onSegments, where(nudge.Has(nearby), nearby, clean)]);
    }

    private static bool IsExactlyInside(Nudge nudge, Tensor point)
    {
        var distance = Norms.Of(nudge.Threat, point.to(ScalarType.Float64) - nudge.Clean.to(ScalarType.Float64));
        return distance.le(nudge.Threat.Radius).all().item<bool>();
    }
}
