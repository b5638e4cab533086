using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// A residual network as a value, for images too small to be pooled at once: a 3x3 stem, stages of
/// blocks, the mean over all places.
/// </summary>
/// <remarks>
/// Weights are named as torchvision names them: <c>conv1</c>, <c>bn1</c>, <c>layer1.0.conv1</c>,
/// <c>layer2.0.downsample.0</c>. They are drawn as PyTorch's Conv2d draws them, uniformly with a =
/// √5, and convolutions have no bias.
/// <para>Reference: He et al. 2016, arXiv:1512.03385, sections 3.3 and 4.2.</para>
/// </remarks>
/// <param name="Stem">Channels of the first convolution.</param>
/// <param name="StemStride">Its stride: 1 keeps the images' resolution.</param>
/// <param name="Stages">From the first to the last, at least one.</param>
/// <param name="Kind">The kind of its blocks.</param>
internal sealed record ResidualNetwork(int Stem, int StemStride, IReadOnlyList<Stage> Stages, BlockKind Kind)
{
    /// <summary>
    /// The network, from images [N, <paramref name="channels"/>, H, W] to features [N, expansion ·
    /// width of the last stage].
    /// </summary>
    public Module<Tensor, Tensor> Build(int channels) =>
        Sequential([
            ("conv1", Conv2d(channels, Stem, kernel_size: 3, stride: StemStride, padding: 1, bias: false)),
            ("bn1", BatchNorm2d(Stem)),
            ("relu", ReLU(inplace: true)),
            .. Stages.Select((stage, i) => ($"layer{i + 1}", stage.Build(Kind, Inputs(i)))),
            ("avgpool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
        ]);

    private int Inputs(int stage) => stage == 0 ? Stem : Kind.Expansion * Stages[stage - 1].Width;
}
