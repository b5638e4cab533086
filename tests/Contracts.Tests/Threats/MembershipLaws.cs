namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class MembershipLaws
{
    [Law]
    public bool Random_points_are_members(Nudge of)
    {
        using var scope = NewDisposeScope();
        var (clean, random) = (of.Clean, new Rng(new Seed(of.Seed), of.Images));
        return Enumerable
            .Range(0, 8)
            .Select(i => of.Threat.RandomPoint(clean, random.For("point", i)))
            .All(point => of.Threat.Contains(point, clean) && point.ge(0).logical_and(point.le(1)).all().item<bool>());
    }

    [Law]
    public bool A_random_point_is_another_each_time_unless_the_radius_is_0(Nudge of)
    {
        using var scope = NewDisposeScope();
        // In the middle of the box, which would otherwise cut many points to the same corner.
        var (clean, random) = (full_like(of.Clean, 0.5), new Rng(new Seed(of.Seed), of.Images));
        var (narrow, none) = (of.Threat with { Radius = 0.4 }, of.Threat with { Radius = 0 });
        return !Same(narrow.RandomPoint(clean, random), narrow.RandomPoint(clean, random))
            && Same(none.RandomPoint(clean, random), clean);
    }

    [Law]
    public bool The_same_randomness_gives_the_same_point(Nudge of)
    {
        using var scope = NewDisposeScope();
        Tensor Point() => of.Threat.RandomPoint(of.Clean, new Rng(new Seed(of.Seed), of.Images));
        return Same(Point(), Point());
    }

    [Law]
    public bool A_member_is_a_member_and_a_point_just_outside_is_none(Nudge of)
    {
        using var scope = NewDisposeScope();
        // Small images around the middle of the box, so that a ball of this radius is not cut.
        var (clean, threat) = (full_like(of.Clean, 0.5), of.Threat with { Radius = Math.Min(of.Threat.Radius, 0.4) });
        // Just outside: twice the slack that the model's remarks allow, 1e-5 of the radius and 1e-6
        // for each rounding that enters the norm.
        var outside = threat.Radius * (1 + 2e-5) + 2e-6 * of.Dimensions;
        return Enumerable
            .Range(0, 12)
            .All(i =>
            {
                var direction = Directions.Sample(
                    new Rng(new Seed(of.Seed).For("direction", i), of.Images),
                    of.Shape,
                    i
                );
                var unit = (direction / Norms.Of(threat, direction)).to(ScalarType.Float32);
                return threat.Contains(clean + threat.Radius * unit, clean)
                    && !threat.Inside(clean + outside * unit, clean).any().item<bool>();
            });
    }

    [Law]
    public bool Not_a_number_infinity_and_the_outside_of_the_box_are_no_members_whatever_the_radius(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var clean = zeros(2, 1, 2, 3);
        return new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1e-5 }.All(value =>
        {
            var (below, above) = (clean.clone(), 1 - clean);
            (below[1, 0, 1, 2], above[1, 0, 1, 2]) = (tensor((float)value), tensor((float)(1 - value)));
            return threat.Inside(below, clean).data<bool>().ToArray() is [true, false]
                && !threat.Contains(below, clean)
                && threat.Inside(above, 1 - clean).data<bool>().ToArray() is [true, false]
                && !threat.Contains(above, 1 - clean);
        });
    }

    [Law]
    public bool Distance_is_the_norm_of_the_movement(Nudge of)
    {
        using var scope = NewDisposeScope();
        var (distance, exact) = (
            of.Threat.Distance(of.Moved, of.Clean),
            Norms.Of(of.Threat, of.Moved.to(ScalarType.Float64) - of.Clean.to(ScalarType.Float64))
        );
        return (distance.view(-1, 1, 1, 1) - exact).abs().le(1e-6 * exact + 6e-8 * of.Dimensions).all().item<bool>();
    }

    [Test]
    public void A_ball_twice_as_wide_holds_random_points_that_the_narrow_one_does_not([Values] bool narrow)
    {
        var clean = full([64, 3, 4, 4], 0.5);
        foreach (var threat in new ThreatModel[] { new LInf(0.1), new L2(0.1), new L1(0.1) })
        {
            // Uniform in the ball: nearly all of its volume, and all but one in 2^48 of its points,
            // lies beyond half its radius.
            Assert.That(
                (threat with { Radius = narrow ? 0.05 : 0.1 }).Contains(
                    threat.RandomPoint(clean, new Rng(new Seed(1), 64)),
                    clean
                ),
                Is.EqualTo(!narrow)
            );
        }
    }

    private static bool Same(Tensor left, Tensor right) => left.eq(right).all().item<bool>();

    [Test]
    public void It_is_written_as_papers_write_it() =>
        Assert.That(
            new ThreatModel[] { new LInf(8 / 255.0), new L2(0.5), new L1(12) }.Select(threat => threat.ToString()),
            Is.EqualTo(new[] { "linf 8/255", "l2 0.5", "l1 12" })
        );
}
