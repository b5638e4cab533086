namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class DirectionLaws
{
    [Law]
    public bool It_has_length_1_and_none_where_the_gradient_is_zero(Slope of)
    {
        using var scope = NewDisposeScope();
        var gradient = of.Gradient;
        var expected = gradient.flatten(1).abs().amax(1).gt(0).to(ScalarType.Float64).view(-1, 1, 1, 1);
        return (Norms.Of(of.Threat, of.Threat.SteepestDirection(gradient)) - expected)
            .abs()
            .le(1e-6)
            .all()
            .item<bool>();
    }

    [Law]
    public bool No_direction_of_length_1_climbs_faster(Slope of)
    {
        using var scope = NewDisposeScope();
        var (gradient, direction) = (of.Gradient, of.Threat.SteepestDirection(of.Gradient));
        // One part in a million: float32 holds the direction to 6e-8 of each pixel.
        var climb = Norms.Inner(direction, gradient) * (1 + 1e-6);
        return of.UnitDirections(64).All(other => Norms.Inner(other, gradient).le(climb).all().item<bool>());
    }

    [Law]
    public bool It_climbs_as_fast_as_the_dual_norm_says(Slope of)
    {
        using var scope = NewDisposeScope();
        var (climb, most) = (
            Norms.Inner(of.Threat.SteepestDirection(of.Gradient), of.Gradient),
            Norms.Dual(of.Threat, of.Gradient)
        );
        return (climb - most).abs().le(1e-6 * most).all().item<bool>();
    }

    [Test]
    public void The_first_of_equal_pixels_takes_all_of_an_L1_step() =>
        Assert.That(
            new L1(1).SteepestDirection(tensor(new float[] { 1, -2, 2, 0 }).view(1, 1, 2, 2)).data<float>().ToArray(),
            Is.EqualTo(new float[] { 0, -1, 0, 0 })
        );
}
