namespace RoCL.Encoders.ResNet;

/// <summary>A kind of residual block: how it is built, and what it gives.</summary>
/// <param name="Expansion">Channels that a block gives for each channel of its width.</param>
/// <param name="Build">
/// A block with newly drawn weights, from its input's channels, its width and its stride.
/// </param>
internal sealed record BlockKind(int Expansion, Func<int, int, int, nn.Module<Tensor, Tensor>> Build)
{
    /// <summary>
    /// What bypasses a block: nothing where shapes agree, else a 1x1 convolution with batch
    /// normalisation.
    /// </summary>
    /// <param name="inputs">Channels of the block's input.</param>
    /// <param name="outputs">Channels of the block's output.</param>
    /// <param name="stride">The block's stride.</param>
    public static nn.Module<Tensor, Tensor>? Shortcut(int inputs, int outputs, int stride)
    {
        if (inputs == outputs && stride == 1)
            return null;
        return nn.Sequential(
            ("0", nn.Conv2d(inputs, outputs, kernel_size: 1, stride: stride, bias: false)),
            ("1", nn.BatchNorm2d(outputs))
        );
    }
}
