using RoCL.Encoders.ResNet;

namespace Components.Tests.Encoders;

/// <summary>
/// The stem for large images: torchvision's names and shapes, and the layers of He et al. 2016,
/// table 1.
/// </summary>
public sealed class ImagenetStemTests
{
    private static readonly ImageShape Large = new(3, 64, 64);

    // torchvision's published counts, without its classifier for 1000 classes.
    private static readonly object[][] Counts =
    [
        [new ResNet18(StemKind.Imagenet), 11_689_512L - 513_000],
        [new ResNet34(StemKind.Imagenet), 21_797_672L - 513_000],
        [new ResNet50(StemKind.Imagenet), 25_557_032L - 2_049_000],
    ];

    [TestCaseSource(nameof(Counts))]
    public void The_networks_have_as_many_weights_as_torchvisions(IEncoder encoder, long expected) =>
        Assert.That(WeightShapes.Of(encoder, Large).Parameters, Is.EqualTo(expected));

    [Test]
    public void Names_are_those_of_the_small_stem_and_the_first_convolution_is_wider()
    {
        var small = WeightShapes.Of(new ResNet18(), new(3, 32, 32)).All;
        var large = WeightShapes.Of(new ResNet18(StemKind.Imagenet), Large).All;
        Assert.That(large.Keys, Is.EqualTo(small.Keys));
        Assert.That(large["conv1.weight"], Is.EqualTo(new long[] { 64, 3, 7, 7 }));
    }

    [Test]
    public void The_stem_convolves_normalises_and_pools_to_a_quarter_of_the_resolution()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new ResNet18(StemKind.Imagenet).Build(Large);
        var images = new Rng(new Seed(1), 2).Uniform(2, 3, 64, 64);
        var state = network.state_dict();
        network.eval();

        var layers = network.named_children().ToDictionary(child => child.name, child => child.module);
        var seen = images;
        foreach (var name in new[] { "conv1", "bn1", "relu", "maxpool" })
            seen = ((nn.Module<Tensor, Tensor>)layers[name]).call(seen);

        // The largest of nine, of a convolution worked as a product of unfolded windows.
        var windows = nn.functional.unfold(images, 7, padding: 3, stride: 2);
        var kernel = state["conv1.weight"].reshape(64, -1);
        var convolved = kernel.unsqueeze(0).expand(2, -1, -1).bmm(windows).reshape(2, 64, 32, 32);
        var deviation = (1 + 1e-5) * ones(1);
        var active = (convolved / deviation.sqrt()).relu();
        var padded = nn.functional.pad(active, [1, 1, 1, 1]);
        var nine =
            from row in Enumerable.Range(0, 3)
            from column in Enumerable.Range(0, 3)
            select padded.slice(2, row, row + 31, 2).slice(3, column, column + 31, 2);
        var expected = stack([.. nine]).amax([0L]);

        Assert.That(seen.shape, Is.EqualTo(new long[] { 2, 64, 16, 16 }));
        Assert.That(seen.allclose(expected, rtol: 1e-4, atol: 1e-5));
        Assert.That(network.call(images).shape, Is.EqualTo(new long[] { 2, 512 }));
    }
}
