using RoCL.Optimizers.Standard;

namespace Core.Tests.Training;

public sealed class OptimizerTests
{
    [TestCase(0.9, 1e-2, false)]
    [TestCase(0.9, 0, true)]
    [TestCase(0, 1e-2, false)]
    public void Gradient_descent_is_libtorchs_own(double momentum, double decay, bool nesterov)
    {
        var mine = ones(3, 4);
        var theirs = nn.Parameter(ones(3, 4));
        var ours = new Sgd(0.1, momentum, decay, nesterov);
        var state = ours.Start(mine);
        using var reference = optim.SGD([theirs], 0.1, momentum, weight_decay: decay, nesterov: nesterov);
        for (var step = 0; step < 5; step++)
        {
            var gradient = sin(arange(12, ScalarType.Float32) + step).view(3, 4);
            ours.Move(mine, gradient, state, rate: 0.1);
            theirs.grad = gradient;
            reference.step();
        }
        Assert.That(mine.allclose(theirs, rtol: 1e-6), $"{mine.sub(theirs).abs().max().item<float>()}");
    }

    [Test]
    public void A_layers_step_is_a_part_of_its_own_norm_whatever_the_gradients_size()
    {
        var lars = new Lars(Lr: 1, Momentum: 0, WeightDecay: 0, Trust: 0.01);
        foreach (var size in new[] { 1e-4, 1.0, 1e4 })
        {
            var weights = full([8], 2f);
            lars.Move(weights, full([8], (float)size), lars.Start(weights), rate: 1);
            Assert.That(
                (full([8], 2f) - weights).norm().item<float>(),
                Is.EqualTo(0.01 * full([8], 2f).norm().item<float>())
                    .Within(1e-3)
                    .Percent.Or.EqualTo(0.01 * Math.Sqrt(32))
                    .Within(1e-4)
            );
        }
    }

    [Test]
    public void A_weight_or_a_gradient_of_zero_moves_as_plain_descent_does()
    {
        var lars = new Lars(Lr: 1, Momentum: 0, WeightDecay: 0);
        var weights = zeros(4);
        var gradient = ones(4);
        lars.Move(weights, gradient, lars.Start(weights), rate: 0.5);
        Assert.That(weights.allclose(full([4], -0.5f)));
    }
}
