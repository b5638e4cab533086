using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// Two 3x3 convolutions beside a shortcut: He et al. 2016, arXiv:1512.03385, figure 5, left. Names
/// of weights are torchvision's.
/// </summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> conv1;
    private readonly Module<Tensor, Tensor> bn1;
    private readonly Module<Tensor, Tensor> conv2;
    private readonly Module<Tensor, Tensor> bn2;
    private readonly Module<Tensor, Tensor>? downsample;

    /// <summary>Blocks of as many channels as they are wide.</summary>
    public static BlockKind Kind { get; } =
        new(Expansion: 1, (inputs, width, stride) => new BasicBlock(inputs, width, stride));

    private BasicBlock(int inputs, int width, int stride)
        : base(nameof(BasicBlock))
    {
        conv1 = Conv2d(inputs, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn1 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        downsample = BlockKind.Shortcut(inputs, width, stride);
        RegisterComponents();
    }

    // In place where autograd does not ask for the value again: batch normalisation keeps its
    // input, not its output.
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = bn1.call(conv1.call(input)).relu_();
        var outer = bn2.call(conv2.call(inner)).add_(downsample?.call(input) ?? input).relu_();
        return outer.MoveToOuterDisposeScope();
    }
}
