using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// A 3x3 convolution between two of 1x1, beside a shortcut: He et al. 2016, arXiv:1512.03385,
/// figure 5, right.
/// </summary>
/// <remarks>
/// The 3x3 convolution carries the stride, as in torchvision and the authors' code; in the paper
/// the first 1x1 does. Names of weights are torchvision's.
/// </remarks>
internal sealed class Bottleneck : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> conv1;
    private readonly Module<Tensor, Tensor> bn1;
    private readonly Module<Tensor, Tensor> conv2;
    private readonly Module<Tensor, Tensor> bn2;
    private readonly Module<Tensor, Tensor> conv3;
    private readonly Module<Tensor, Tensor> bn3;
    private readonly Module<Tensor, Tensor>? downsample;

    /// <summary>Blocks that give four channels for each channel of their width.</summary>
    public static BlockKind Kind { get; } =
        new(Expansion: 4, (inputs, width, stride) => new Bottleneck(inputs, width, 4 * width, stride));

    private Bottleneck(int inputs, int width, int outputs, int stride)
        : base(nameof(Bottleneck))
    {
        conv1 = Conv2d(inputs, width, kernel_size: 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv3 = Conv2d(width, outputs, kernel_size: 1, bias: false);
        bn3 = BatchNorm2d(outputs);
        downsample = BlockKind.Shortcut(inputs, outputs, stride);
        RegisterComponents();
    }

    // In place where autograd does not ask for the value again, as in the basic block.
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var reduced = bn1.call(conv1.call(input)).relu_();
        var inner = bn2.call(conv2.call(reduced)).relu_();
        var outer = bn3.call(conv3.call(inner)).add_(downsample?.call(input) ?? input).relu_();
        return outer.MoveToOuterDisposeScope();
    }
}
