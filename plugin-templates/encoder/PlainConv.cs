using System.ComponentModel.DataAnnotations;
using static TorchSharp.torch.nn;

// A working encoder, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Build returns a module from images [N, C, H, W] to features [N, F], with any F. The images
//      arrive normalised, and the host owns train and eval mode.
//   3. Name every layer: the names are those of the weights in checkpoints.
//   4. Let libtorch draw the weights, as its layers do: the host seeds its generator.
//   5. `rocl check PlainConv.cs` tries the laws of every encoder.

/// <summary>
/// A plain convolutional network. Each stage is a convolution, batch norm and ReLU, at half the
/// resolution of the stage before and with twice the channels.
/// </summary>
/// <remarks>
/// Shape: [N, C, H, W] to [N, Width · 2^(Stages − 1)], the mean over what remains of H and W; any
/// C, H and W.
/// <para>
/// Begun from: the four-layer network of many small-image studies, such as Snell et al. 2017,
/// arXiv:1703.05175, section 3.1.
/// </para>
/// </remarks>
/// <param name="Width">
/// The channels of the first stage. Multiples of 16 are fastest: the CPU's kernels work on 16
/// channels at a time.
/// </param>
/// <param name="Stages">The number of stages, each of which halves the resolution.</param>
/// <example>
/// <code>
/// { "encoder": { "use": "plain-conv", "width": 16, "stages": 2 } }
/// </code>
/// </example>
[Component("plain-conv", "A plain convolutional network, for experiments")]
public sealed record PlainConv([Range(16, 512)] int Width = 16, [Range(1, 6)] int Stages = 3) : IEncoder
{
    /// <inheritdoc/>
    public Module<Tensor, Tensor> Build(ImageShape shape)
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        var inputs = shape.Channels;
        var outputs = Width;
        for (var stage = 1; stage <= Stages; stage++)
        {
            layers.Add(($"conv_{stage}", Conv2d(inputs, outputs, 3, stride: 2, padding: 1, bias: false)));
            layers.Add(($"bn_{stage}", BatchNorm2d(outputs)));
            layers.Add(($"relu_{stage}", ReLU()));
            inputs = outputs;
            outputs *= 2;
        }

        layers.Add(("pool", AdaptiveAvgPool2d(1)));
        layers.Add(("flat", Flatten()));
        return Sequential(layers);
    }
}
