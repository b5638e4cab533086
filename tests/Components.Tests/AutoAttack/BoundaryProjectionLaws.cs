using RoCL.Attacks.AutoAttack;
using Law = FsCheck.NUnit.PropertyAttribute;
using Laws = FsCheck.NUnit.PropertiesAttribute;

namespace Components.Tests.AutoAttack;

[TestFixture, Laws(Arbitrary = [typeof(Planes)])]
public sealed class BoundaryProjectionLaws
{
    private const int Alternatives = 20;

    [Law]
    public bool The_way_ends_on_the_plane_where_the_box_reaches_it_and_never_leaves_the_box(Planes planes)
    {
        using var scope = NewDisposeScope();
        var end = planes.X + planes.Displacement;
        var isInTheBox = end.ge(-1e-6).logical_and(end.le(1 + 1e-6)).all().item<bool>();
        var isOnThePlane = planes.Beyond(end).abs().le(1e-4);
        return isInTheBox && isOnThePlane.logical_or(planes.IsReachable.logical_not()).all().item<bool>();
    }

    [Law]
    public bool Where_the_box_falls_short_no_corner_is_nearer_to_the_plane(Planes planes)
    {
        using var scope = NewDisposeScope();
        var distance = planes.Beyond(planes.X + planes.Displacement).abs();
        var isBeyond = (planes.W * planes.Beyond(planes.X).unsqueeze(1)).gt(0);
        var corner = where(isBeyond, zeros_like(planes.X), ones_like(planes.X));
        var cornerDistance = planes.Beyond(corner).abs();
        return distance.le(cornerDistance + 1e-4).logical_or(planes.IsReachable).all().item<bool>();
    }

    [Law(MaxTest = 40)]
    public bool No_point_of_the_plane_and_the_box_is_nearer(Planes planes)
    {
        using var scope = NewDisposeScope();
        var x = planes.X;
        var length = planes.Length(planes.Displacement);
        bool IsNoNearer(Tensor alternative)
        {
            var isShorter = planes.Length(alternative).lt(length - 1e-5);
            return !isShorter.logical_and(Planes.StaysInTheBox(x, alternative)).any().item<bool>();
        }

        return planes.Alternatives(Alternatives).All(IsNoNearer);
    }

    [Test]
    public void Of_the_other_points_that_are_tried_many_lie_in_the_box()
    {
        using var scope = NewDisposeScope();
        var cases = Enumerable.Range(0, 20).Select(seed => new Planes(new L2(1), Points: 4, Dimensions: 4, seed));
        var inTheBox = cases.SelectMany(planes =>
        {
            var x = planes.X;
            return planes.Alternatives(Alternatives).Select(other => Planes.StaysInTheBox(x, other).sum().item<long>());
        });
        Assert.That(inTheBox.Sum(), Is.GreaterThan(20 * 4 * Alternatives / 10));
    }

    [Test]
    public void Three_ways_to_one_plane_worked_by_hand()
    {
        var x = tensor(new[] { 0.5f, 0.9f, 0.5f }).view(1, 3);
        var w = tensor(new[] { 3f, -4f, 0 }).view(1, 3);
        float[] Displacement(ThreatModel norm, float b) =>
            BoundaryProjection.Of(norm, x, w, tensor(new[] { b })).data<float>().ToArray();

        // ⟨w, x⟩ = −2.1, so 0.9 is needed: 7 λ would do, but the second has 0.1 of room, which
        // covers 0.4, and the first covers 3 a unit.
        Assert.That(Displacement(new LInf(1), -3), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));
        Assert.That(Displacement(new L2(1), -3), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));
        Assert.That(Displacement(new L1(1), -3), Is.EqualTo(new[] { -0.5 / 3, 0.1, 0 }).Within(1e-6));

        // Only 0.25 is needed, for which there is room in every direction.
        Assert.That(Displacement(new LInf(1), -2.35f), Is.EqualTo(new[] { -0.25 / 7, 0.25 / 7, 0 }).Within(1e-6));
        Assert.That(Displacement(new L2(1), -2.35f), Is.EqualTo(new[] { -0.03, 0.04, 0 }).Within(1e-6));
        Assert.That(Displacement(new L1(1), -2.35f), Is.EqualTo(new[] { 0, 0.0625, 0 }).Within(1e-6));
    }
}
