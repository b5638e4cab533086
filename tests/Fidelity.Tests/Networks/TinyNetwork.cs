using Fidelity.Tests.Reference;

namespace Fidelity.Tests.Networks;

/// <summary>
/// The network of the golden attacks on colour images: conv, bn, relu, conv2 with stride 2, bn2,
/// relu, mean over the image.
/// </summary>
/// <param name="First">The channels of the first convolution.</param>
/// <param name="Second">The channels of the second convolution.</param>
[Component("tiny-network", "The network of the golden attacks")]
public sealed record TinyNetwork(int First, int Second) : IEncoder
{
    /// <summary>The network of the widths that a golden file's weights have.</summary>
    /// <param name="golden">The file.</param>
    /// <param name="prefix">What the names of the encoder's weights begin with.</param>
    internal static TinyNetwork Of(Golden golden, string prefix) =>
        new((int)golden[$"{prefix}.conv.weight"].shape[0], (int)golden[$"{prefix}.conv2.weight"].shape[0]);

    /// <summary>The network with a golden file's weights, in evaluation mode.</summary>
    internal static nn.Module<Tensor, Tensor> Load(Golden golden, string prefix)
    {
        var channels = (int)golden[$"{prefix}.conv.weight"].shape[1];
        // The network takes images of any size.
        var encoder = Of(golden, prefix).Build(new(channels, 1, 1));
        ModuleWeights.Load(encoder, golden, prefix);
        encoder.eval();
        return encoder;
    }

    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(
            ("conv", new ReferenceConvolution(shape.Channels, First)),
            ("bn", nn.BatchNorm2d(First)),
            ("relu", nn.ReLU()),
            ("conv2", nn.Conv2d(First, Second, 3, stride: 2, padding: 1, bias: false)),
            ("bn2", nn.BatchNorm2d(Second)),
            ("relu2", nn.ReLU()),
            ("mean", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten())
        );
}
