using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace RoCL.Encoders.ViT;

/// <summary>The numbers that a vision transformer is built by.</summary>
/// <param name="Width">Numbers in a token.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="Heads">Heads of an attention; they divide the width.</param>
/// <param name="Patch">Height and width of a patch in pixels.</param>
internal sealed record TransformerSizes(int Width, int Depth, int Heads, int Patch);

/// <summary>
/// Patches to tokens, blocks over tokens, features: Dosovitskiy et al. 2021, equations 1 to 4.
/// </summary>
internal sealed class VisionTransformer : Module<Tensor, Tensor>
{
    /// <summary>The ε of all layer norms, as timm has it.</summary>
    public const double Epsilon = 1e-6;

    private readonly ImageShape _shape;

    [ComponentName(Name = "patch_embed")]
    private readonly Module<Tensor, Tensor> _patches;

    [ComponentName(Name = "cls_token")]
    private readonly Parameter? _classToken;

    [ComponentName(Name = "pos_embed")]
    private readonly Parameter _positions;

    [ComponentName(Name = "blocks")]
    private readonly Module<Tensor, Tensor> _blocks;

    [ComponentName(Name = "norm")]
    private readonly Module<Tensor, Tensor> _norm;

    /// <summary>A network with newly drawn weights.</summary>
    /// <param name="shape">The images' shape; the patch divides it.</param>
    /// <param name="sizes">How large it is.</param>
    /// <param name="hasClassToken">Whether a class token becomes the features.</param>
    public VisionTransformer(ImageShape shape, TransformerSizes sizes, bool hasClassToken)
        : base(nameof(VisionTransformer))
    {
        _shape = shape;
        var tokens = shape.Height / sizes.Patch * (shape.Width / sizes.Patch);
        var projection = Conv2d(shape.Channels, sizes.Width, sizes.Patch, stride: sizes.Patch);
        var blocks = Enumerable.Range(0, sizes.Depth).Select(i => ($"{i}", Block(sizes)));

        _classToken = hasClassToken ? Drawn(1, sizes.Width, 1e-6) : null;
        _positions = Drawn(hasClassToken ? tokens + 1 : tokens, sizes.Width, 0.02);
        _patches = Sequential(("proj", projection), ("flatten", Flatten(2)));
        _blocks = Sequential(blocks);
        _norm = LayerNorm(sizes.Width, Epsilon);

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        if (input.shape[2] != _shape.Height || input.shape[3] != _shape.Width)
            throw OtherImages(input);

        using var scope = NewDisposeScope();
        var patches = _patches.call(input).transpose(1, 2);
        var tokens = _classToken is null ? patches : cat([_classToken.expand(input.shape[0], -1, -1), patches], 1);
        var outputs = _norm.call(_blocks.call(tokens + _positions));
        var features = _classToken is null ? outputs.mean([1L]) : outputs.select(1, 0);
        return features.MoveToOuterDisposeScope();
    }

    private static Module<Tensor, Tensor> Block(TransformerSizes sizes) =>
        new TransformerBlock(sizes.Width, sizes.Heads);

    // The network keeps it, in whatever scope it is built.
    private static Parameter Drawn(int tokens, int width, double deviation)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(randn([1, tokens, width], generator: Generator.Default).mul_(deviation));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private ProblemException OtherImages(Tensor images) =>
        new(
            new(
                "ROCL0162",
                "vit",
                $"The images are {images.shape[2]}x{images.shape[3]} pixels, but the network's positions were learned "
                    + $"for {_shape.Height}x{_shape.Width}.",
                "Take data of the size that the network was trained on, or an encoder with convolutions."
            )
        );
}
