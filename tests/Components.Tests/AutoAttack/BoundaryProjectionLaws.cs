using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.AutoAttack;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.AutoAttack;

/// <summary>
/// Some points in a box, and a hyperplane for each; about one in three lies out of the box's reach.
/// </summary>
public sealed record Planes(ThreatModel Norm, int Points, int Dimensions, int Seed)
{
    /// <summary>Randomness for a purpose.</summary>
    public Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Points);

    /// <summary>[N, D] in [0, 1], some coordinates on the border.</summary>
    public Tensor X => (1.4 * Random("x").Uniform(Points, Dimensions) - 0.2).clamp(0, 1);

    /// <summary>[N, D], some coordinates zero.</summary>
    public Tensor W => Random("w").Normal(Points, Dimensions) * Random("zero").Uniform(Points, Dimensions).gt(0.2);

    /// <summary>[N].</summary>
    public Tensor B =>
        (W * (1.8 * Random("there").Uniform(Points, Dimensions) - 0.4)).sum(1) + Random("b").Normal(Points);

    /// <summary>The displacement.</summary>
    public Tensor Way => BoundaryProjection.Of(Norm, X, W, B);

    /// <summary>⟨w, x⟩ − b, [N].</summary>
    public Tensor Beyond(Tensor x) => (W * x).sum(1) - B;

    /// <summary>Whether some point of the box lies on the plane, bool [N].</summary>
    public Tensor Reachable => W.clamp_max(0).sum(1).le(B).logical_and(W.clamp_min(0).sum(1).ge(B));

    /// <summary>A length in the norm, [N].</summary>
    public Tensor Length(Tensor way) =>
        Norm.Distance(way.view(Points, 1, 1, Dimensions), zeros(Points, 1, 1, Dimensions));

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Planes> Any() =>
        (
            from norm in Gen.Elements<ThreatModel>(new LInf(1), new L2(1), new L1(1))
            from points in Gen.Choose(1, 4)
            from dimensions in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Planes(norm, points, dimensions, seed)
        ).ToArbitrary();
}

[TestFixture, Laws(Arbitrary = [typeof(Planes)])]
public sealed class BoundaryProjectionLaws
{
    [Law]
    public bool The_way_ends_on_the_plane_where_the_box_reaches_it_and_never_leaves_the_box(Planes of)
    {
        using var scope = NewDisposeScope();
        var end = of.X + of.Way;
        return end.ge(-1e-6).logical_and(end.le(1 + 1e-6)).all().item<bool>()
            && of.Beyond(end).abs().le(1e-4).logical_or(of.Reachable.logical_not()).all().item<bool>();
    }

    [Law]
    public bool Where_the_box_falls_short_no_corner_is_nearer_to_the_plane(Planes of)
    {
        using var scope = NewDisposeScope();
        var far = of.Beyond(of.X + of.Way).abs();
        var nearest = of.Beyond(where((of.W * of.Beyond(of.X).unsqueeze(1)).gt(0), zeros_like(of.X), ones_like(of.X)))
            .abs();
        return far.le(nearest + 1e-4).logical_or(of.Reachable).all().item<bool>();
    }

    [Law]
    public bool No_point_of_the_plane_and_the_box_is_nearer(Planes of)
    {
        using var scope = NewDisposeScope();
        var way = of.Way;
        return Enumerable
            .Range(0, 20)
            .All(i =>
            {
                // Somewhere else on the plane: along a random way, or beside the one found, as far
                // as the plane.
                var other =
                    of.Random("other").For("way", i).Uniform(of.Points, of.Dimensions)
                        * -(of.W * of.Beyond(of.X).unsqueeze(1)).sign()
                    + (i % 2 == 0 ? 0 : 1) * 20 * way;
                var there = other * (-of.Beyond(of.X) / (of.W * other).sum(1)).unsqueeze(1);
                var valid = (of.X + there)
                    .ge(0)
                    .logical_and((of.X + there).le(1))
                    .all(1)
                    .logical_and(there.isfinite().all(1));
                return of.Length(way).le(of.Length(there) + 1e-5).logical_or(valid.logical_not()).all().item<bool>();
            });
    }

    [Test]
    public void Three_ways_to_one_plane_worked_by_hand()
    {
        var random = new Rng(new Seed(0), 1);
        var x = random.Uniform(1, 3) * 0 + tensor(new[] { 0.5f, 0.9f, 0.5f }).view(1, 3);
        var w = tensor(new[] { 3f, -4f, 0 }).view(1, 3);
        var b = tensor(new[] { -3f });
        // ⟨w, x⟩ = −2.1, so 0.9 is needed: 7 λ would do, but the second has 0.1 of room, which
        // covers 0.4, and the first covers 3 a unit.
        float[] Of(ThreatModel norm) => BoundaryProjection.Of(norm, x, w, b).data<float>().ToArray();
        Assert.That(Of(new LInf(1)), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));
        Assert.That(Of(new L2(1)), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));
        Assert.That(Of(new L1(1)), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));
        b = tensor(new[] { -2.35f });
        Assert.That(Of(new LInf(1)), Is.EqualTo(new[] { -0.25 / 7, 0.25 / 7, 0 }).Within(1e-6));
        Assert.That(Of(new L2(1)), Is.EqualTo(new[] { -0.03, 0.04, 0 }).Within(1e-6));
        Assert.That(Of(new L1(1)), Is.EqualTo(new[] { 0, 0.0625, 0 }).Within(1e-6));
    }
}
