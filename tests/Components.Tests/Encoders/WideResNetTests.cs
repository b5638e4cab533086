using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

/// <summary>
/// The wide network: the names of the public code, and the formula of Zagoruyko &amp; Komodakis
/// 2016 worked from the weights alone.
/// </summary>
public sealed class WideResNetTests
{
    private static IEnumerable<(string Name, long[] Shape)> Convolution(
        string name,
        long inputs,
        long outputs,
        long size
    ) => [($"{name}.weight", [outputs, inputs, size, size])];

    private static IEnumerable<(string Name, long[] Shape)> Norm(string name, long width) =>
        [
            ($"{name}.weight", [width]),
            ($"{name}.bias", [width]),
            ($"{name}.running_mean", [width]),
            ($"{name}.running_var", [width]),
            ($"{name}.num_batches_tracked", []),
        ];

    [TestCase(10, 2)]
    [TestCase(22, 1)]
    public void Weights_have_the_names_and_shapes_of_the_public_code(int depth, int factor)
    {
        var expected = Convolution("conv1", 3, 16, 3)
            .Concat(Norm("bn1", 64 * factor))
            .Concat(
                from stage in Enumerable.Range(1, 3)
                from block in Enumerable.Range(0, (depth - 4) / 6)
                let name = $"block{stage}.layer.{block}"
                let width = (8L << stage) * factor
                let inputs = (stage, block) switch
                {
                    (1, 0) => 16,
                    (_, 0) => width / 2,
                    _ => width,
                }
                from weight in Norm($"{name}.bn1", inputs)
                    .Concat(Convolution($"{name}.conv1", inputs, width, 3))
                    .Concat(Norm($"{name}.bn2", width))
                    .Concat(Convolution($"{name}.conv2", width, width, 3))
                    .Concat(inputs == width ? [] : Convolution($"{name}.convShortcut", inputs, width, 1))
                select weight
            );
        using var network = new WideResNet(depth, factor).Build(new ImageShape(3, 32, 32));
        var shapes = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.shape);
        Assert.That(shapes, Is.EquivalentTo(expected.ToDictionary(weight => weight.Name, weight => weight.Shape)));
    }

    [TestCase(10, 2)]
    [TestCase(16, 1)]
    public void Features_are_the_mean_over_all_places_of_two_convolutions_each_after_norm_and_relu_beside_a_shortcut(
        int depth,
        int factor
    )
    {
        using var scope = NewDisposeScope();
        using var network = new WideResNet(depth, factor).Build(new ImageShape(3, 12, 12));
        var images = new Rng(new Seed(1), 4).Uniform(4, 12, 12, 3).permute(0, 3, 1, 2);
        var state = network.state_dict();
        network.forward(images);
        network.eval();
        Tensor Convolved(Tensor x, string name, long stride = 1, long padding = 1) =>
            nn.functional.conv2d(x, state[$"{name}.weight"], strides: [stride, stride], padding: [padding, padding]);
        Tensor Active(Tensor x, string name) =>
            nn
                .functional.batch_norm(
                    x,
                    state[$"{name}.running_mean"],
                    state[$"{name}.running_var"],
                    state[$"{name}.weight"],
                    state[$"{name}.bias"]
                )
                .relu();
        Tensor Block(Tensor x, string name)
        {
            var stride =
                name.StartsWith("block1", StringComparison.Ordinal) || !name.EndsWith(".0", StringComparison.Ordinal)
                    ? 1
                    : 2;
            var active = Active(x, $"{name}.bn1");
            var shortcut = state.ContainsKey($"{name}.convShortcut.weight")
                ? Convolved(active, $"{name}.convShortcut", stride, padding: 0)
                : x;
            return Convolved(Active(Convolved(active, $"{name}.conv1", stride), $"{name}.bn2"), $"{name}.conv2")
                + shortcut;
        }
        var blocks = state
            .Keys.Where(name => name.EndsWith(".conv2.weight", StringComparison.Ordinal))
            .Select(name => name[..^".conv2.weight".Length]);
        var expected = Active(blocks.Aggregate(Convolved(images, "conv1"), Block), "bn1").mean([2, 3]);
        Assert.That(network.forward(images).allclose(expected, rtol: 1e-4, atol: 1e-5));
    }

    [Test]
    public void Weights_are_drawn_with_the_variance_that_keeps_the_gradients_size()
    {
        using var network = new WideResNet(Depth: 10, WidenFactor: 4).Build(new ImageShape(3, 32, 32));
        foreach (var (name, weight) in network.state_dict().Where(entry => entry.Value.dim() == 4))
        {
            var outputs = weight.shape[0];
            var places = weight.shape[2] * weight.shape[3];
            var expected = Math.Sqrt(2.0 / (outputs * places));
            Assert.That(
                weight.std().item<float>(),
                Is.EqualTo(expected).Within(5 * expected / Math.Sqrt(2 * weight.numel())),
                name
            );
        }
    }

    [TestCase(11)]
    [TestCase(18)]
    [TestCase(4)]
    public void A_depth_that_does_not_make_three_equal_stages_is_refused(int depth)
    {
        var refused = Assert.Throws<ProblemException>(() => new WideResNet(depth).Build(new ImageShape(3, 32, 32)));
        Assert.That(
            (refused.Problem.Code, refused.Problem.What),
            Is.EqualTo(
                (
                    "ROCL0363",
                    $"The depth is {depth}, but three stages of equal blocks make 10, 16, 22, 28, 34 and so on."
                )
            )
        );
    }
}
