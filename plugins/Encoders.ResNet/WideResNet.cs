using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ResNet;

/// <summary>
/// A wide residual network: three stages of pre-activation blocks, few but broad; the encoder of
/// most robustness benchmarks.
/// </summary>
/// <remarks>
/// Written WRN-depth-factor, as in WRN-34-10 and WRN-28-10: 46.15 and 36.47 million parameters
/// without a classifier. No dropout. Weights are drawn from a normal distribution with variance 2 /
/// (9 · outputs), 2 / outputs for 1x1 convolutions.
/// <para>
/// Weights are named as in the public PyTorch code (<c>conv1</c>, <c>block1.layer.0.bn1</c>,
/// <c>block2.layer.0.convShortcut</c>, <c>bn1</c>), TRADES among it. The files of TRADES also hold
/// <c>sub_block1</c>, which no forward pass uses, and a classifier, <c>fc</c>.
/// </para>
/// <para>
/// Shape: [N, C, H, W] to [N, 64 · WidenFactor]; any C, and any H and W from 1, though it is made
/// for 28 and above.
/// </para>
/// <para>Errors: ROCL0363 a depth that is not 4 more than a multiple of 6.</para>
/// <para>
/// Reference: Zagoruyko &amp; Komodakis 2016, arXiv:1605.07146, table 1; TRADES: Zhang et al. 2019,
/// arXiv:1901.08573, section 5.
/// </para>
/// </remarks>
/// <param name="Depth">
/// 6n + 4 for n blocks in each stage: two convolutions a block, the stem, and one shortcut a stage.
/// TRADES: 34.
/// </param>
/// <param name="WidenFactor">
/// How many times as wide as the thin network of 16, 32 and 64 channels. TRADES: 10.
/// </param>
/// <example>
/// <code>
/// { "encoder": { "use": "wide-resnet", "depth": 10, "widenFactor": 1 } }
/// </code>
/// </example>
[Component("wide-resnet", "WideResNet with pre-activation, WRN-34-10 by default; Zagoruyko & Komodakis 2016")]
public sealed record WideResNet([Range(10, 1000)] int Depth = 34, [Range(1, 64)] int WidenFactor = 10) : IEncoder
{
    private const int Thin = 16;

    /// <inheritdoc/>
    public Module<Tensor, Tensor> Build(ImageShape shape)
    {
        var stages = Stages();
        var network = Sequential([
            ("conv1", Conv2d(shape.Channels, Thin, kernel_size: 3, padding: 1, bias: false)),
            .. stages.Select((stage, i) => ($"block{i + 1}", Layer(stage, i == 0 ? Thin : stages[i - 1].Width))),
            ("bn1", BatchNorm2d(stages[^1].Width)),
            ("relu", ReLU(inplace: true)),
            ("avgpool", AdaptiveAvgPool2d(1)),
            ("flatten", Flatten()),
        ]);

        foreach (var weight in network.parameters().Where(weight => weight.dim() == 4))
            init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
        return network;
    }

    private Stage[] Stages()
    {
        if (Depth < 10 || (Depth - 4) % 6 != 0)
            throw UnequalStages();

        var blocks = (Depth - 4) / 6;
        return
        [
            new(Thin * WidenFactor, blocks, 1),
            new(2 * Thin * WidenFactor, blocks, 2),
            new(4 * Thin * WidenFactor, blocks, 2),
        ];
    }

    private static Module<Tensor, Tensor> Layer(Stage stage, int inputs) =>
        Sequential(("layer", stage.Build(PreActivationBlock.Kind, inputs)));

    private ProblemException UnequalStages() =>
        new(
            new(
                "ROCL0363",
                "wide-resnet depth",
                $"The depth is {Depth}, but three stages of equal blocks make 10, 16, 22, 28, 34 and so on.",
                "Give 4 more than a multiple of 6, such as 28 or 34."
            )
        );
}
