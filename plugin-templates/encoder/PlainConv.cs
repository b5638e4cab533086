using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch.nn;

/// <summary>
/// Convolution, batch-norm and ReLU, stage by stage: each at half the resolution and with twice the
/// channels.
/// </summary>
/// <remarks>
/// Images arrive normalised; the host owns train and eval mode. The names given to the layers are
/// the weights' names on disk.
/// <para>
/// Shape: [N, C, H, W] to [N, Width · 2^(Stages − 1)], the mean over what is left of H and W; any
/// C, H and W.
/// </para>
/// <para>
/// Reference: the four-layer network of many small-image studies, such as Snell et al. 2017,
/// arXiv:1703.05175, section 3.1.
/// </para>
/// </remarks>
/// <param name="Width">
/// Channels of the first stage; kernels for the CPU work on 16 at a time.
/// </param>
/// <param name="Stages">How often the resolution is halved.</param>
[Component("plain-conv", "A plain convolutional network, for experiments")]
public sealed record PlainConv([Range(16, 512)] int Width = 16, [Range(1, 6)] int Stages = 3) : IEncoder
{
    /// <inheritdoc/>
    public Module<Tensor, Tensor> Build(ImageShape shape) =>
        Sequential([
            .. Enumerable
                .Range(0, Stages)
                .SelectMany(i => Stage(i + 1, i == 0 ? shape.Channels : Width << (i - 1), Width << i)),
            ("pool", AdaptiveAvgPool2d(1)),
            ("flat", Flatten()),
        ]);

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Stage(int number, int inputs, int outputs) =>
        [
            ($"conv_{number}", Conv2d(inputs, outputs, 3, stride: 2, padding: 1, bias: false)),
            ($"bn_{number}", BatchNorm2d(outputs)),
            ($"relu_{number}", ReLU()),
        ];
}

// In a recipe:
//   "encoder": { "use": "plain-conv", "width": 16, "stages": 3 }
