namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class ProjectionLaws
{
    [Law]
    public bool A_projection_lies_in_the_ball_and_in_the_box(Nudge of)
    {
        using var scope = NewDisposeScope();
        var (clean, landed) = (of.Clean, of.Threat.Project(of.Moved, of.Clean));
        // Beside the model's own word, float64: a pixel of an image in [0, 1] is off by half a
        // rounding step, 6e-8, at most.
        var excess =
            Norms.Of(of.Threat, landed.to(ScalarType.Float64) - clean.to(ScalarType.Float64))
            - of.Threat.Radius * (1 + 1e-6);
        return of.Threat.Contains(landed, clean)
            && landed.ge(0).logical_and(landed.le(1)).all().item<bool>()
            && excess.le(6e-8 * of.Dimensions).all().item<bool>();
    }

    [Law]
    public bool A_second_projection_changes_nothing(Nudge of)
    {
        using var scope = NewDisposeScope();
        var once = of.Threat.Project(of.Moved, of.Clean);
        return Same(of.Threat.Project(once, of.Clean), once);
    }

    [Law]
    public bool A_point_of_the_set_is_its_own_projection(Nudge of)
    {
        using var scope = NewDisposeScope();
        var clean = of.Clean;
        // Halfway to the clean image: surely inside, whatever is lost in rounding.
        return of.Samples(8)
            .All(point =>
                ((clean + point.to(ScalarType.Float32)) / 2) is var inside
                && Same(of.Threat.Project(inside, clean), inside)
            );
    }

    [Law]
    public bool The_clean_image_stays(Nudge of)
    {
        using var scope = NewDisposeScope();
        return Same(of.Threat.Project(of.Clean, of.Clean), of.Clean);
    }

    [Law]
    public bool No_sampled_point_of_the_set_is_nearer(Nudge of)
    {
        using var scope = NewDisposeScope();
        var (moved, clean) = (of.Moved.to(ScalarType.Float64), of.Clean.to(ScalarType.Float64));
        var landed = of.Threat.Project(of.Moved, of.Clean).to(ScalarType.Float64);
        Tensor Far(Tensor point) => (point - moved).flatten(1).norm(1);
        // The push is known to float32 only, and so is each pixel of the answer: both count once
        // for every pixel, as a root of squares.
        var slack = 2.5e-7 * Math.Sqrt(of.Dimensions) * (1 + moved.abs().amax().item<double>());
        // The set is convex, so the segment from the answer to any of its points belongs to it.
        var points = of.Samples(24)
            .Append(clean)
            .SelectMany(point => new[] { 1, 0.1, 0.01 }.Select(part => landed + part * (point - landed)))
            .Concat(of.Neighbours(landed, 64).Select(point => where(of.Has(point).view(-1, 1, 1, 1), point, clean)));
        return points.All(point => Far(landed).le(Far(point) + slack).all().item<bool>());
    }

    [Law]
    public bool Images_do_not_meet(Nudge of)
    {
        using var scope = NewDisposeScope();
        var (moved, clean) = (of.Moved, of.Clean);
        var together = of.Threat.Project(moved, clean);
        return Enumerable
            .Range(0, of.Images)
            .All(i => Same(of.Threat.Project(moved[i..(i + 1)], clean[i..(i + 1)]), together[i..(i + 1)]));
    }

    private static bool Same(Tensor left, Tensor right) => left.eq(right).all().item<bool>();
}
