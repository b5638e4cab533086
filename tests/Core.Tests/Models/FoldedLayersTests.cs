using RoCL.Core.Models;
using RoCL.Encoders.ResNet;
using Shared.Toys;

namespace Core.Tests.Models;

/// <summary>Convolutions that do the work of the batch-norm layers after them.</summary>
public sealed class FoldedLayersTests
{
    private static readonly ImageShape Shape = new(3, 16, 16);

    private static IEnumerable<TestCaseData> Encoders() =>
        [
            new TestCaseData(new ToyEncoder(), 2).SetArgDisplayNames("toy-encoder"),
            new TestCaseData(new SmallResNet(), 9).SetArgDisplayNames("small-resnet"),
            new TestCaseData(new WideResNet(Depth: 10, WidenFactor: 1), 3).SetArgDisplayNames("wide-resnet"),
            new TestCaseData(new ToyOddEncoder("skip"), 0).SetArgDisplayNames("an output that others read too"),
            new TestCaseData(new ToyOddEncoder("twice"), 0).SetArgDisplayNames("a layer that runs twice"),
            new TestCaseData(new ToyDropout(), 0).SetArgDisplayNames("no convolution"),
        ];

    [TestCaseSource(nameof(Encoders))]
    public void Folded_outputs_and_gradients_are_those_of_the_layers(IEncoder encoder, int folded)
    {
        using var original = Moved(encoder.Build(Shape));
        using var copy = encoder.Build(Shape);
        original.eval();
        copy.eval();
        using var images = rand(4, 3, 16, 16);
        var convolutions = FoldedLayers.Fold(original, copy, images);
        Assert.That(convolutions, Has.Length.EqualTo(folded));
        using (no_grad())
        {
            var state = original.state_dict();
            foreach (var (name, tensor) in copy.state_dict().Where(tensor => state.ContainsKey(tensor.Key)))
                tensor.copy_(state[name]);
        }
        foreach (var convolution in convolutions)
            convolution.Follow();

        var expected = GradientOf(original, images);
        var gradient = GradientOf(copy, images);
        Assert.That((copy.call(images) - original.call(images)).norm().item<float>(), Is.LessThan(1e-4));
        Assert.That(
            (gradient - expected).norm().item<float>(),
            Is.LessThan(1e-4 * (1 + expected.norm().item<float>()))
        );
    }

    private static Tensor GradientOf(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var moving = images.clone().requires_grad_();
        return autograd.grad([network.call(moving).square().sum()], [moving])[0];
    }

    // Statistics as after some training.
    private static nn.Module<Tensor, Tensor> Moved(nn.Module<Tensor, Tensor> network)
    {
        network.train();
        using var quiet = no_grad();
        for (var i = 0; i < 3; i++)
            network.call(rand(8, 3, 16, 16));
        foreach (var (name, weight) in network.named_parameters().Where(named => named.parameter.dim() == 1))
            weight.add_(rand_like(weight) / 2);
        return network;
    }
}
