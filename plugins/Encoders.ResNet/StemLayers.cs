using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>The layers in front of a residual network's stages, as a value.</summary>
/// <remarks>
/// Weights are named <c>conv1</c> and <c>bn1</c>, as torchvision names them, whatever the kind.
/// </remarks>
/// <param name="Width">Channels that it gives.</param>
/// <param name="Kernel">Height and width of the convolution's window, an odd number.</param>
/// <param name="Stride">How far the window moves: 1 keeps the images' resolution.</param>
/// <param name="IsPooled">
/// Whether a 3x3 max-pooling of stride 2 and padding 1 follows, which halves height and width.
/// </param>
internal sealed record StemLayers(int Width, int Kernel, int Stride, bool IsPooled)
{
    private const int Channels = 64; // of the networks of the paper's table 1

    /// <summary>The stem of ResNet-18, 34 and 50.</summary>
    /// <param name="kind">For small images, or for large ones.</param>
    public static StemLayers Of(StemKind kind) =>
        kind == StemKind.Imagenet
            ? new(Channels, Kernel: 7, Stride: 2, IsPooled: true)
            : new(Channels, Kernel: 3, Stride: 1, IsPooled: false);

    /// <summary>The layers with newly drawn weights, by name.</summary>
    /// <param name="channels">Channels of the images.</param>
    public IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Layers(int channels)
    {
        var padding = Kernel / 2;
        var convolution = Conv2d(channels, Width, Kernel, stride: Stride, padding: padding, bias: false);
        yield return ("conv1", convolution);
        yield return ("bn1", BatchNorm2d(Width));
        yield return ("relu", ReLU(inplace: true));
        if (IsPooled)
            yield return ("maxpool", MaxPool2d(3, stride: 2, padding: 1));
    }
}
