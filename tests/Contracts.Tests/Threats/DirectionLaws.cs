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
        var length = Norms.Of(slope.Threat, slope.Threat.SteepestDirection(gradient, slope.Middle));
        return (length - expected).abs().le(1e-6).all().item<bool>();
    }

    [Law]
    public bool No_direction_of_length_1_is_steeper(Slope slope)
    {
        using var scope = NewDisposeScope();
        var gradient = slope.Gradient;
        // One part in a million: float32 represents each pixel of the direction to 6e-8.
        var steepest = Norms.Inner(slope.Threat.SteepestDirection(gradient, slope.Middle), gradient) * (1 + 1e-6);
        return Norms.Inner(slope.UnitDirections(64), gradient).le(steepest).all().item<bool>();
    }

    [Law]
    public bool It_is_as_steep_as_the_dual_norm_says(Slope slope)
    {
        using var scope = NewDisposeScope();
        var gradient = slope.Gradient;
        var steepness = Norms.Inner(slope.Threat.SteepestDirection(gradient, slope.Middle), gradient);
        var dualNorm = Norms.Dual(slope.Threat, gradient);
        return (steepness - dualNorm).abs().le(1e-6 * dualNorm).all().item<bool>();
    }

    [Test]
    public void Equal_pixels_share_an_L1_step()
    {
        var gradient = tensor(new float[] { 1, -2, 2, 0 }).view(1, 1, 2, 2);
        var direction = new L1(1).SteepestDirection(gradient, full_like(gradient, 0.5));
        Assert.That(direction.data<float>().ToArray(), Is.EqualTo(new[] { 0, -0.5f, 0.5f, 0 }));
    }

    [Test]
    public void An_L1_step_goes_to_pixels_that_can_move_and_holds_the_better_ones_that_cannot()
    {
        var gradient = tensor(new float[] { 3, -2, 1, 0 }).view(1, 1, 2, 2);
        var point = tensor(new float[] { 1, 0.5f, 0.5f, 0.5f }).view(1, 1, 2, 2);
        var threat = new L1(0.4);
        var clean = tensor(new[] { 0.9f, 0.5f, 0.3f, 0.5f }).view(1, 1, 2, 2);

        var direction = threat.SteepestDirection(gradient, point);
        var end = threat.Project(point + direction, clean);
        Assert.That(direction.data<float>().ToArray(), Is.EqualTo(new float[] { 1, -1, 0, 0 }));
        Assert.That(end.data<float>().ToArray(), Is.EqualTo(new[] { 1, 0.2f, 0.3f, 0.5f }).Within(1e-6));
    }

    [TestCase(0.01, 1)]
    [TestCase(0.1, 10)]
    [TestCase(1, 100)]
    public void As_many_pixels_share_an_L1_step_as_its_share_says(double share, int expected)
    {
        var gradient = arange(1, 101, dtype: ScalarType.Float32).view(1, 1, 10, 10);
        var direction = new L1(1, share).SteepestDirection(gradient, full_like(gradient, 0.5));
        Assert.That(direction.count_nonzero().item<long>(), Is.EqualTo(expected));
        Assert.That(direction.abs().sum().item<float>(), Is.EqualTo(1).Within(1e-5));
    }
}
