using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// Two 3x3 convolutions, each after batch normalisation and ReLU, beside a shortcut: Zagoruyko
/// &amp; Komodakis 2016, figure 1a.
/// </summary>
/// <remarks>
/// Where the number of channels changes, the shortcut is a 1x1 convolution of the activated input;
/// elsewhere it is the input itself. Names of weights are those of the public code.
/// <para>
/// Reference: arXiv:1605.07146; the order of the layers is that of He et al. 2016,
/// arXiv:1603.05027.
/// </para>
/// </remarks>
internal sealed class PreActivationBlock : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> bn1;
    private readonly Module<Tensor, Tensor> conv1;
    private readonly Module<Tensor, Tensor> bn2;
    private readonly Module<Tensor, Tensor> conv2;
    private readonly Module<Tensor, Tensor>? convShortcut;

    /// <summary>
    /// Blocks of as many channels as they are wide. Where the number of channels stays, so must the
    /// resolution.
    /// </summary>
    public static BlockKind Kind { get; } =
        new(Expansion: 1, (inputs, width, stride) => new PreActivationBlock(inputs, width, stride));

    private PreActivationBlock(int inputs, int width, int stride)
        : base(nameof(PreActivationBlock))
    {
        bn1 = BatchNorm2d(inputs);
        conv1 = Conv2d(inputs, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn2 = BatchNorm2d(width);
        conv2 = Conv2d(width, width, kernel_size: 3, padding: 1, bias: false);
        convShortcut = inputs == width ? null : Conv2d(inputs, width, kernel_size: 1, stride: stride, bias: false);
        RegisterComponents();
    }

    // In place where autograd does not ask for the value again: convolutions and batch
    // normalisation keep their inputs, not their outputs.
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var active = bn1.call(input).relu_();
        var inner = bn2.call(conv1.call(active)).relu_();
        var outer = conv2.call(inner).add_(convShortcut?.call(active) ?? input);
        return outer.MoveToOuterDisposeScope();
    }
}
