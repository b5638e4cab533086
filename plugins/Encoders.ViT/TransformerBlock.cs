using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ViT;

/// <summary>
/// Attention between tokens, then two linear layers for each, both after a layer norm and beside a
/// shortcut.
/// </summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor>
{
    private const int Expansion = 4; // of the hidden layer

    [ComponentName(Name = "norm1")]
    private readonly Module<Tensor, Tensor> _norm1;

    [ComponentName(Name = "attn")]
    private readonly Module<Tensor, Tensor> _attention;

    [ComponentName(Name = "norm2")]
    private readonly Module<Tensor, Tensor> _norm2;

    [ComponentName(Name = "mlp")]
    private readonly Module<Tensor, Tensor> _perceptron;

    /// <summary>A block with newly drawn weights.</summary>
    /// <param name="width">Numbers in a token.</param>
    /// <param name="heads">Heads of the attention; they divide the width.</param>
    public TransformerBlock(int width, int heads)
        : base(nameof(TransformerBlock))
    {
        _norm1 = LayerNorm(width, VisionTransformer.Epsilon);
        _attention = new Attention(width, heads);
        _norm2 = LayerNorm(width, VisionTransformer.Epsilon);
        _perceptron = Sequential(
            ("fc1", Drawn(width, Expansion * width)),
            ("act", GELU()),
            ("fc2", Drawn(Expansion * width, width))
        );

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var attended = input + _attention.call(_norm1.call(input));
        var outputs = attended + _perceptron.call(_norm2.call(attended));
        return outputs.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A linear layer with weights of standard deviation 0.02 and biases of 0, as timm's.
    /// </summary>
    /// <remarks>
    /// timm cuts the normal distribution off at 100 standard deviations, which is to say nowhere;
    /// TorchSharp's own trunc_normal_ gives every weight the same value, or NaN.
    /// </remarks>
    internal static Module<Tensor, Tensor> Drawn(int inputs, int outputs)
    {
        using var quiet = no_grad();
        var layer = Linear(inputs, outputs);
        init.normal_(layer.weight, 0, 0.02, Generator.Default);
        init.zeros_(layer.bias);
        return layer;
    }
}
