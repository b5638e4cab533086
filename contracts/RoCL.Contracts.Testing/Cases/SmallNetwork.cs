using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A classifier that takes a millisecond, with everything that an attack could disturb: weights,
/// running statistics and a mode.
/// </summary>
internal static class SmallNetwork
{
    // The kernels of the CPU work on 16 channels at a time.
    private const int Width = 16;

    /// <summary>
    /// A network in eval mode, from images [N, C, H, W] to logits [N, K]. Its weights follow from a
    /// seed and not from libtorch's generator.
    /// </summary>
    public static Module<Tensor, Tensor> Build(int channels, int classes, Seed seed)
    {
        var network = Sequential(
            ("conv", Conv2d(channels, Width, kernel_size: 3, padding: 1)),
            ("bn", BatchNorm2d(Width)),
            ("relu", ReLU()),
            ("pool", AdaptiveAvgPool2d(2)),
            ("flatten", Flatten()),
            ("linear", Linear(4 * Width, classes))
        );
        using var untracked = no_grad();
        foreach (var (name, weight) in network.named_parameters())
            weight.copy_(Random(seed.For(name), weight.shape));
        foreach (var (name, statistic) in network.named_buffers())
        {
            if (statistic.is_floating_point())
                statistic.copy_(Random(seed.For(name), statistic.shape).square() + 0.1);
        }
        network.eval();
        return network;
    }

    // Standard normal values, divided by the root of the number of inputs.
    private static Tensor Random(Seed seed, long[] shape)
    {
        var inputs = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        return new Rng(seed, shape[0]).Normal(shape) / Math.Sqrt(inputs);
    }
}
