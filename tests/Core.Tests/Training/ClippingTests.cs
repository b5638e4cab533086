using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>The largest norm that gradients may have together.</summary>
public sealed class ClippingTests
{
    [TestCase("0")]
    [TestCase("-1")]
    public void A_largest_norm_of_nothing_is_refused(string clip) =>
        Assert.That(
            ToyShelf.TryRead(ToyShelf.Rocl, $"optimizer.clip={clip}").Problems.Single().Code,
            Is.EqualTo("ROCL0107")
        );

    [Test]
    public void Gradients_are_clipped_by_their_norm_together_as_PyTorch_does()
    {
        string[] descent = ["optimizer={\"use\":\"sgd\",\"lr\":1,\"momentum\":0,\"weightDecay\":0}"];
        using var free = new Toybox(descent);
        using var clipped = new Toybox([.. descent, "optimizer.clip=1e-3"]);
        var before = free.Copy();
        var norm = free.Train(steps: 1).Single().GradientNorm;
        Assert.That(norm, Is.GreaterThan(1e-3), "or there is nothing to clip");
        Assert.That(clipped.Train(steps: 1).Single().GradientNorm, Is.EqualTo(norm), "the norm before clipping");
        foreach (var (name, parameter) in clipped.Model.Parameters)
        {
            var step = before[name] - free.Model.Parameters[name];
            var expected = before[name] - step * (1e-3 / (norm + 1e-6));
            Assert.That(parameter.allclose(expected, rtol: 1e-5, atol: 1e-7), name);
        }
    }

    [Test]
    public void Gradients_below_the_largest_norm_stay_as_they_are_to_the_bit()
    {
        using var free = new Toybox();
        using var clipped = new Toybox("optimizer.clip=1e9");
        free.Train(steps: 2);
        clipped.Train(steps: 2);
        foreach (var (name, parameter) in clipped.Model.Parameters)
            Assert.That(parameter.Equals(free.Model.Parameters[name]), name);
    }
}
