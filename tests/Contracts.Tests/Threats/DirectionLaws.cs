namespace Contracts.Tests.Threats;

[TestFixture, Laws(Arbitrary = [typeof(Nouns)], MaxTest = 100)]
public sealed class DirectionLaws
{
    [Law]
    public bool It_has_length_1_and_none_where_the_gradient_is_zero(Slope slope)
    {
        using var scope = NewDisposeScope();
        var gradient = slope.Gradient;
        var expected = gradient.flatten(1).abs().amax(1).gt(0).to(ScalarType.Float64).view(-1, 1, 1, 1);
        var length = Norms.Of(slope.Threat, slope.Threat.SteepestDirection(gradient));
        return (length - expected).abs().le(1e-6).all().item<bool>();
    }

    [Law]
    public bool No_direction_of_length_1_is_steeper(Slope slope)
    {
        using var scope = NewDisposeScope();
        var gradient = slope.Gradient;
        // One part in a million: float32 represents each pixel of the direction to 6e-8.
        var steepest = Norms.Inner(slope.Threat.SteepestDirection(gradient), gradient) * (1 + 1e-6);
        return slope.UnitDirections(64).All(other => Norms.Inner(other, gradient).le(steepest).all().item<bool>());
    }

    [Law]
    public bool It_is_as_steep_as_the_dual_norm_says(Slope slope)
    {
        using var scope = NewDisposeScope();
        var gradient = slope.Gradient;
        var steepness = Norms.Inner(slope.Threat.SteepestDirection(gradient), gradient);
        var dualNorm = Norms.Dual(slope.Threat, gradient);
        return (steepness - dualNorm).abs().le(1e-6 * dualNorm).all().item<bool>();
    }

    [Test]
    public void The_first_of_equal_pixels_takes_all_of_an_L1_step()
    {
        var gradient = tensor(new float[] { 1, -2, 2, 0 }).view(1, 1, 2, 2);
        Assert.That(
            new L1(1).SteepestDirection(gradient).data<float>().ToArray(),
            Is.EqualTo(new float[] { 0, -1, 0, 0 })
        );
    }
}
