using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

/// <summary>
/// Names and shapes of the weights: those of torchvision, so that files go from one to the other.
/// </summary>
public sealed class ResNetNamesTests
{
    private static IReadOnlyDictionary<string, long[]> Shapes(IEncoder encoder, int channels = 3) =>
        WeightShapes.Of(encoder, new(channels, 32, 32)).All;

    private static IEnumerable<(string, long[])> Convolution(string name, long inputs, long outputs, long size) =>
        [($"{name}.weight", [outputs, inputs, size, size])];

    private static IEnumerable<(string, long[])> Norm(string name, long width) =>
        [
            ($"{name}.weight", [width]),
            ($"{name}.bias", [width]),
            ($"{name}.running_mean", [width]),
            ($"{name}.running_var", [width]),
            ($"{name}.num_batches_tracked", []),
        ];

    [Test]
    public void ResNet18_has_the_weights_of_torchvisions_without_its_classifier_and_with_a_small_stem()
    {
        var expected = Convolution("conv1", 3, 64, 3)
            .Concat(Norm("bn1", 64))
            .Concat(
                from stage in Enumerable.Range(1, 4)
                from block in Enumerable.Range(0, 2)
                let name = $"layer{stage}.{block}"
                let width = 32L << stage
                let inputs = block == 0 && stage > 1 ? width / 2 : width
                from weight in Convolution($"{name}.conv1", inputs, width, 3)
                    .Concat(Norm($"{name}.bn1", width))
                    .Concat(Convolution($"{name}.conv2", width, width, 3))
                    .Concat(Norm($"{name}.bn2", width))
                    .Concat(
                        inputs == width
                            ? []
                            : Convolution($"{name}.downsample.0", inputs, width, 1)
                                .Concat(Norm($"{name}.downsample.1", width))
                    )
                select weight
            );
        Assert.That(
            Shapes(new ResNet18()),
            Is.EquivalentTo(expected.ToDictionary(weight => weight.Item1, weight => weight.Item2))
        );
    }

    [Test]
    public void ResNet50_has_the_weights_of_torchvisions_bottlenecks_and_a_shortcut_wherever_a_stage_begins()
    {
        var shapes = Shapes(new ResNet50());
        var expected = Convolution("layer2.0.conv1", 256, 128, 1)
            .Concat(Norm("layer2.0.bn1", 128))
            .Concat(Convolution("layer2.0.conv2", 128, 128, 3))
            .Concat(Norm("layer2.0.bn2", 128))
            .Concat(Convolution("layer2.0.conv3", 128, 512, 1))
            .Concat(Norm("layer2.0.bn3", 512))
            .Concat(Convolution("layer2.0.downsample.0", 256, 512, 1))
            .Concat(Norm("layer2.0.downsample.1", 512))
            .ToDictionary(weight => weight.Item1, weight => weight.Item2);
        string[] Blocks(string ending) =>
            [
                .. shapes
                    .Keys.Where(name => name.EndsWith(ending, StringComparison.Ordinal))
                    .Select(name => name[..^ending.Length]),
            ];
        Assert.That(
            shapes.Where(weight => weight.Key.StartsWith("layer2.0.", StringComparison.Ordinal)),
            Is.EquivalentTo(expected)
        );
        Assert.That(Blocks(".downsample.0.weight"), Is.EqualTo(["layer1.0", "layer2.0", "layer3.0", "layer4.0"]));
        Assert.That(
            Blocks(".conv3.weight").CountBy(name => name.Split('.')[0]).Select(stage => stage.Value),
            Is.EqualTo([3, 4, 6, 3])
        );
    }

    [Test]
    public void Width_and_blocks_say_how_large_the_small_network_is_and_channels_what_it_sees()
    {
        var shapes = Shapes(new SmallResNet(Width: 32, Blocks: 3), channels: 1);
        Assert.That(shapes["conv1.weight"], Is.EqualTo(new long[] { 32, 1, 3, 3 }));
        Assert.That(shapes["layer3.2.conv2.weight"], Is.EqualTo(new long[] { 128, 128, 3, 3 }));
        Assert.That(
            shapes.Keys.Select(name => name.Split('.')[0]).Distinct(),
            Is.EqualTo(["conv1", "bn1", "layer1", "layer2", "layer3"])
        );
        Assert.That(shapes.Keys.Where(name => name.StartsWith("layer3.3", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_width_that_is_no_multiple_of_16_is_refused()
    {
        var refused = Assert.Throws<ProblemException>(() => Shapes(new SmallResNet(Width: 24)));
        Assert.That(
            (refused.Problem.Code, refused.Problem.What),
            Is.EqualTo(("ROCL0360", "The width is 24, but the kernels of the CPU work on 16 channels at a time."))
        );
    }
}
