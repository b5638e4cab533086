namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class MembershipLaws
{
    [Law]
    public bool Random_points_are_members(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var clean = nudge.Clean;
        var random = new Rng(new Seed(nudge.Seed), nudge.Images);
        return Enumerable
            .Range(0, 8)
            .Select(i => nudge.Threat.RandomPoint(clean, random.For("point", i)))
            .All(point => nudge.Threat.Contains(point, clean) && LiesInTheBox(point));
    }

    [Law]
    public bool A_random_point_is_another_each_time_unless_the_radius_is_0(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        // In the middle of the box, which would otherwise cut many points to the same corner.
        var clean = full_like(nudge.Clean, 0.5);
        var random = new Rng(new Seed(nudge.Seed), nudge.Images);
        var narrow = nudge.Threat with { Radius = 0.4 };
        var empty = nudge.Threat with { Radius = 0 };
        var first = narrow.RandomPoint(clean, random);
        var second = narrow.RandomPoint(clean, random);
        return !Tensors.Same(first, second) && Tensors.Same(empty.RandomPoint(clean, random), clean);
    }

    [Law]
    public bool The_same_randomness_gives_the_same_point(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        Tensor Point() => nudge.Threat.RandomPoint(nudge.Clean, new Rng(new Seed(nudge.Seed), nudge.Images));
        return Tensors.Same(Point(), Point());
    }

    [Law]
    public bool A_member_is_a_member_and_a_point_just_outside_is_none(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        // Around the middle of the box, so that a ball of this radius is not cut.
        var clean = full_like(nudge.Clean, 0.5);
        var threat = nudge.Threat with { Radius = Math.Min(nudge.Threat.Radius, 0.4) };
        // Just outside: twice the tolerance of ThreatModel.Inside, which is 1e-5 of the radius and
        // 1e-6 for each rounding that enters the norm.
        var outside = threat.Radius * (1 + 2e-5) + 2e-6 * nudge.Dimensions;
        return UnitDirections(nudge, threat, 12)
            .unbind()
            .All(unit =>
                threat.Contains(clean + threat.Radius * unit, clean)
                && !threat.Inside(clean + outside * unit, clean).any().item<bool>()
            );
    }

    [Law]
    public bool Not_a_number_infinity_and_the_outside_of_the_box_are_no_members_whatever_the_radius(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        return new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1e-5 }.All(value =>
            OnlyTheFirstIsInside(threat, zeros(2, 1, 2, 3), value)
            && OnlyTheFirstIsInside(threat, ones(2, 1, 2, 3), 1 - value)
        );
    }

    [Law]
    public bool Distance_is_the_norm_of_the_movement(Nudge nudge)
    {
        using var scope = NewDisposeScope();
        var distance = nudge.Threat.Distance(nudge.Moved, nudge.Clean);
        var movement = nudge.Moved.to(ScalarType.Float64) - nudge.Clean.to(ScalarType.Float64);
        var exact = Norms.Of(nudge.Threat, movement);
        var tolerance = 1e-6 * exact + 6e-8 * nudge.Dimensions;
        return (distance.view(-1, 1, 1, 1) - exact).abs().le(tolerance).all().item<bool>();
    }

    [TestCaseSource(nameof(OfRadiusOneTenth))]
    public void A_ball_twice_as_wide_holds_random_points_that_the_narrow_one_does_not(ThreatModel wide)
    {
        var clean = full([64, 3, 4, 4], 0.5);
        // Uniform in the ball: nearly all of its volume, and all but one in 2^48 of its points,
        // lies beyond half its radius.
        var points = wide.RandomPoint(clean, new Rng(new Seed(1), 64));
        var narrow = wide with { Radius = wide.Radius / 2 };
        Assert.That(wide.Contains(points, clean));
        Assert.That(narrow.Contains(points, clean), Is.False);
    }

    [Test]
    public void It_is_written_as_papers_write_it() =>
        Assert.That(
            new ThreatModel[] { new LInf(8 / 255.0), new L2(0.5), new L1(12) }.Select(threat => threat.ToString()),
            Is.EqualTo(new[] { "linf 8/255", "l2 0.5", "l1 12" })
        );

    [Test]
    public void Radii_that_differ_are_written_differently() =>
        Assert.That(
            new ThreatModel[]
            {
                new L2(0.25),
                new L2(0.25002),
                new L2(1e-12),
                new L2(1 / 3.0),
                new L1(12, 0.05),
            }.Select(threat => threat.ToString()),
            Is.EqualTo(new[] { "l2 0.25", "l2 0.25002", "l2 1E-12", "l2 85/255", "l1 12 (5 % a step)" })
        );

    private static readonly ThreatModel[] OfRadiusOneTenth = [new LInf(0.1), new L2(0.1), new L1(0.1)];

    private static bool LiesInTheBox(Tensor points) => points.ge(0).logical_and(points.le(1)).all().item<bool>();

    private static Tensor UnitDirections(Nudge nudge, ThreatModel threat, int count)
    {
        var seed = new Seed(nudge.Seed);
        var sources = Enumerable.Range(0, count).Select(i => new Rng(seed.For("direction", i), nudge.Images));
        var directions = Directions.Sample(sources, nudge.Shape);
        return (directions / Norms.Of(threat, directions)).to(ScalarType.Float32);
    }

    // Two images: the first stays as it is, one pixel of the second gets a value.
    private static bool OnlyTheFirstIsInside(ThreatModel threat, Tensor clean, double value)
    {
        var changed = clean.clone();
        changed[1, 0, 1, 2] = tensor((float)value);
        return threat.Inside(changed, clean).data<bool>().ToArray() is [true, false]
            && !threat.Contains(changed, clean);
    }
}
