namespace Fidelity.Tests;

/// <summary>
/// The network of the golden attacks: conv, bn, relu, conv2 with stride 2, bn2, relu, mean over the
/// image.
/// </summary>
[Component("tiny-network", "The network of the golden attacks")]
public sealed record TinyNetwork : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        nn.Sequential(
            ("conv", new ReferenceConvolution(shape.Channels, 8)),
            ("bn", nn.BatchNorm2d(8)),
            ("relu", nn.ReLU()),
            ("conv2", nn.Conv2d(8, 16, 3, stride: 2, padding: 1, bias: false)),
            ("bn2", nn.BatchNorm2d(16)),
            ("relu2", nn.ReLU()),
            ("mean", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten())
        );
}

/// <summary>Fills modules from golden tensors of the same names.</summary>
internal static class Weights
{
    /// <summary>
    /// Copies <c>prefix.name</c> into every parameter and running statistic; what counts batches
    /// keeps its value.
    /// </summary>
    public static void Load(nn.Module module, Golden golden, string prefix)
    {
        using var quiet = no_grad();
        foreach (var (name, mine) in module.state_dict())
        {
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                mine.copy_(golden[$"{prefix}.{name}"]);
        }
    }
}
