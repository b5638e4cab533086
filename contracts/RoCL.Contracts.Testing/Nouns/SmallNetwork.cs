using static TorchSharp.torch.nn;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A classifier that takes a millisecond, with everything that an attack could disturb: weights,
/// running statistics, a mode.
/// </summary>
internal static class SmallNetwork
{
    private const int Width = 16; // kernels for the CPU work on 16 channels at a time

    /// <summary>
    /// A network in eval mode, images [N, C, H, W] to logits [N, K]; its weights follow from a
    /// seed, not from libtorch's generator.
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
        using var quiet = no_grad();
        foreach (var (name, weight) in network.named_parameters())
            weight.copy_(Drawn(seed.For(name), weight.shape));
        foreach (var (name, statistic) in network.named_buffers().Where(buffer => buffer.buffer.is_floating_point()))
            statistic.copy_(Drawn(seed.For(name), statistic.shape).square() + 0.1);
        network.eval();
        return network;
    }

    private static Tensor Drawn(Seed seed, long[] shape) =>
        new Rng(seed, shape[0]).Normal(shape) / Math.Sqrt(shape.Skip(1).Aggregate(1L, (a, b) => a * b));
}
