using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// A residual network as a value: a stem, stages of blocks, the mean over all places.
/// </summary>
/// <remarks>
/// Weights are named as torchvision names them: <c>conv1</c>, <c>bn1</c>, <c>layer1.0.conv1</c>,
/// <c>layer2.0.downsample.0</c>. They are drawn as PyTorch's Conv2d draws them, uniformly with a =
/// √5, and convolutions have no bias.
/// <para>Reference: He et al. 2016, arXiv:1512.03385, sections 3.3 and 4.2.</para>
/// </remarks>
/// <param name="Stem">The layers in front of the stages.</param>
/// <param name="Stages">From the first to the last, at least one.</param>
/// <param name="Kind">The kind of its blocks.</param>
internal sealed record ResidualNetwork(StemLayers Stem, IReadOnlyList<Stage> Stages, BlockKind Kind)
{
    /// <summary>
    /// The network, from images [N, <paramref name="channels"/>, H, W] to features [N, expansion ·
    /// width of the last stage].
    /// </summary>
    public Module<Tensor, Tensor> Build(int channels) =>
        Sequential([
            .. Stem.Layers(channels),
            .. Stages.Select((stage, i) => ($"layer{i + 1}", stage.Build(Kind, Inputs(i)))),
            ("avgpool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
        ]);

    private int Inputs(int stage) => stage == 0 ? Stem.Width : Kind.Expansion * Stages[stage - 1].Width;
}
