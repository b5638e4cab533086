using Fidelity.Tests.Reference;

namespace Fidelity.Tests.Networks;

/// <summary>
/// The encoder of some golden files: a convolution, batch-norm, a leaky ReLU, and all channels,
/// rows and columns side by side.
/// </summary>
/// <param name="File">The golden file, which has the figures.</param>
[Component("normed-leaky-network", "A convolution, batch-norm and a leaky ReLU, by a file's figures")]
public sealed record NormedLeakyEncoder(string File) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape)
    {
        var golden = Golden.Open(File);
        var channels = golden["conv.weight"].shape[0];
        return nn.Sequential(
            (
                "conv",
                nn.Conv2d(
                    shape.Channels,
                    channels,
                    golden.Whole("convolution_kernel"),
                    stride: golden.Whole("convolution_stride"),
                    padding: golden.Whole("convolution_padding")
                )
            ),
            (
                "bn",
                nn.BatchNorm2d(
                    channels,
                    golden.Number("batch_norm_epsilon"),
                    golden.Parameters.Contains("batch_norm_momentum") ? golden.Number("batch_norm_momentum") : 0.1
                )
            ),
            ("relu", nn.LeakyReLU(golden.Number("negative_slope"))),
            ("flat", nn.Flatten())
        );
    }
}
