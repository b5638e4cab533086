using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

/// <summary>
/// The networks against the formula of He et al. 2016, worked from their weights alone.
/// </summary>
public sealed class ResNetFormulaTests
{
    private static readonly object[][] All =
    [
        [new ResNet18(), 1],
        [new ResNet34(), 1],
        [new SmallResNet(), 2],
        [new SmallResNet(Blocks: 3), 2],
    ];

    [TestCaseSource(nameof(All))]
    public void Features_are_the_mean_over_all_places_of_stages_of_relu_of_two_normalised_convolutions_and_a_shortcut(
        IEncoder encoder,
        int stemStride
    )
    {
        using var scope = NewDisposeScope();
        using var network = encoder.Build(new ImageShape(3, 12, 12));
        var images = new Rng(new Seed(1), 4).Uniform(4, 12, 12, 3).permute(0, 3, 1, 2);
        var state = network.state_dict();
        network.forward(images);
        network.eval();
        Tensor Convolved(Tensor x, string name, long stride, long padding = 1) =>
            nn.functional.conv2d(x, state[$"{name}.weight"], strides: [stride, stride], padding: [padding, padding]);
        Tensor Normalised(Tensor x, string name) =>
            nn.functional.batch_norm(
                x,
                state[$"{name}.running_mean"],
                state[$"{name}.running_var"],
                state[$"{name}.weight"],
                state[$"{name}.bias"]
            );
        Tensor Block(Tensor x, string name, long stride)
        {
            var inner = Normalised(Convolved(x, $"{name}.conv1", stride), $"{name}.bn1").relu();
            var shortcut = state.ContainsKey($"{name}.downsample.0.weight")
                ? Normalised(Convolved(x, $"{name}.downsample.0", stride, padding: 0), $"{name}.downsample.1")
                : x;
            return (Normalised(Convolved(inner, $"{name}.conv2", 1), $"{name}.bn2") + shortcut).relu();
        }
        var blocks = state
            .Keys.Where(name => name.EndsWith(".conv1.weight", StringComparison.Ordinal))
            .Select(name => name[..^".conv1.weight".Length]);
        var stem = Normalised(Convolved(images, "conv1", stemStride), "bn1").relu();
        var expected = blocks
            .Aggregate(stem, (x, name) => Block(x, name, state.ContainsKey($"{name}.downsample.0.weight") ? 2 : 1))
            .mean([2, 3]);
        Assert.That(network.forward(images).allclose(expected, rtol: 1e-4, atol: 1e-5));
    }
}
