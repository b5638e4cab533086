using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ViT;

/// <summary>
/// Attention of several heads: every token becomes a mean over all tokens' values, weighted by the
/// softmax of <c>q·k / √d</c>, d the width of a head; Vaswani et al. 2017, arXiv:1706.03762.
/// </summary>
internal sealed class Attention : Module<Tensor, Tensor>
{
    private readonly int _heads;

    [ComponentName(Name = "qkv")]
    private readonly Module<Tensor, Tensor> _queriesKeysValues;

    [ComponentName(Name = "proj")]
    private readonly Module<Tensor, Tensor> _projection;

    /// <summary>An attention with newly drawn weights.</summary>
    /// <param name="width">Numbers in a token.</param>
    /// <param name="heads">Heads; they divide the width.</param>
    public Attention(int width, int heads)
        : base(nameof(Attention))
    {
        _heads = heads;
        _queriesKeysValues = TransformerBlock.Drawn(width, 3 * width);
        _projection = TransformerBlock.Drawn(width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var images = input.shape[0];
        var tokens = input.shape[1];
        var width = input.shape[2];
        var headWidth = width / _heads;

        // [3, N, heads, T, d], then three of [N · heads, T, d].
        var parts = _queriesKeysValues
            .call(input)
            .reshape(images, tokens, 3, _heads, headWidth)
            .permute(2, 0, 3, 1, 4)
            .reshape(3, images * _heads, tokens, headWidth);
        var queries = parts.select(0, 0) / Math.Sqrt(headWidth);
        var weights = queries.bmm(parts.select(0, 1).transpose(1, 2)).softmax(-1);
        var attended = weights.bmm(parts.select(0, 2)).reshape(images, _heads, tokens, headWidth);
        var outputs = _projection.call(attended.transpose(1, 2).reshape(images, tokens, width));
        return outputs.MoveToOuterDisposeScope();
    }
}
