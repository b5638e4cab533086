using System.ComponentModel.DataAnnotations;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// A residual network that two CPU cores can train in minutes: a stem that halves the resolution,
/// then three stages.
/// </summary>
/// <remarks>
/// <para>Shape: [N, C, H, W] to [N, 4 · Width]; any C, and any H and W from 1.</para>
/// <para>Errors: ROCL0360 a width that is not a multiple of 16.</para>
/// <para>
/// Reference: the three-stage networks of He et al. 2016, arXiv:1512.03385, section 4.2, with a
/// stem of stride 2.
/// </para>
/// </remarks>
/// <param name="Width">
/// Channels of the stem and the first stage, a multiple of 16; the later stages have 2 and 4 times
/// as many.
/// </param>
/// <param name="Blocks">Residual blocks in each stage.</param>
/// <example>
/// <code>
/// { "encoder": { "use": "small-resnet", "width": 16, "blocks": 1 } }
/// </code>
/// </example>
[Component("small-resnet", "A small residual network for experiments on a CPU")]
public sealed record SmallResNet([Range(16, 256)] int Width = 16, [Range(1, 18)] int Blocks = 1) : IEncoder
{
    private const int ChannelsAtATime = 16; // of the CPU's convolution kernels

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape)
    {
        if (Width % ChannelsAtATime != 0)
            throw NotAMultiple();

        var network = new ResidualNetwork(
            new StemLayers(Width, Kernel: 3, Stride: 2, IsPooled: false),
            [new(Width, Blocks, 1), new(2 * Width, Blocks, 2), new(4 * Width, Blocks, 2)],
            BasicBlock.Kind
        );
        return network.Build(shape.Channels);
    }

    private ProblemException NotAMultiple() =>
        new(
            new(
                "ROCL0360",
                "small-resnet width",
                $"The width is {Width}, but the kernels of the CPU work on {ChannelsAtATime} channels at a time.",
                $"Choose a multiple of {ChannelsAtATime}."
            )
        );
}
