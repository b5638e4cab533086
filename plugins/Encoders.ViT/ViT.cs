using System.ComponentModel.DataAnnotations;

namespace RoCL.Encoders.ViT;

/// <summary>
/// A vision transformer: patches of the image as tokens, blocks of attention between them, no
/// convolution after the first layer and no batch normalisation.
/// </summary>
/// <remarks>
/// Each block is <c>x + A(LN(x))</c>, then <c>x + M(LN(x))</c>: A the attention of several heads,
/// M two linear layers with a GELU between them, the hidden one four times as wide. Positions are
/// learned; there is no dropout. Tiny and small are DeiT's: 192 and 384 wide, 12 blocks, 3 and 6
/// heads; without a classifier 5.36 and 21.34 million parameters for colour images of 32 pixels
/// in patches of 4.
/// <para>
/// Weights are named and drawn as timm names and draws them: <c>cls_token</c>, <c>pos_embed</c>,
/// <c>patch_embed.proj</c>, <c>blocks.0.attn.qkv</c>, <c>blocks.0.mlp.fc1</c>, <c>norm</c>. With
/// <c>"pool": "mean"</c> the names are those of timm's <c>class_token=False, global_pool='avg',
/// fc_norm=False</c>.
/// </para>
/// <para>
/// Shape: [N, C, H, W] to [N, Width]; any C; the patch has to divide H and W, and later images
/// have to be of this H and W.
/// </para>
/// <para>
/// Errors: ROCL0160 a patch that does not divide the images, ROCL0161 heads that do not divide the
/// width, ROCL0162 images of another height or width than the network was built for.
/// </para>
/// <para>
/// Reference: Dosovitskiy et al. 2021, arXiv:2010.11929; sizes: Touvron et al. 2021,
/// arXiv:2012.12877, table 1; the mean in place of a class token: Beyer et al. 2022,
/// arXiv:2205.01580.
/// </para>
/// </remarks>
/// <param name="Size">Width, depth and heads, where these are not given.</param>
/// <param name="Patch">
/// Height and width of a patch, in pixels: 4 is usual for 28 and 32 pixels, 16 for 224.
/// </param>
/// <param name="Pool">
/// What becomes the features: the class token, or the mean of all patches.
/// </param>
/// <param name="Width">
/// The numbers in a token, the number of features; left out: the size's.
/// </param>
/// <param name="Depth">The number of blocks; left out: the size's.</param>
/// <param name="Heads">
/// The heads of an attention, which share the width; left out: the size's.
/// </param>
/// <example>
/// <code>
/// { "encoder": { "use": "vit", "patch": 4, "width": 32, "depth": 1, "heads": 2 } }
/// </code>
/// </example>
[Component("vit", "Vision transformer, tiny or small, without convolutions; Dosovitskiy et al. 2021")]
public sealed record ViT(
    ViTSize Size = ViTSize.Tiny,
    [Range(1, 512)] int Patch = 4,
    ViTPool Pool = ViTPool.Class,
    [Range(1, 4096)] int? Width = null,
    [Range(1, 64)] int? Depth = null,
    [Range(1, 64)] int? Heads = null
) : IEncoder
{
    private int EffectiveWidth => Width ?? (Size == ViTSize.Small ? 384 : 192);
    private int EffectiveHeads => Heads ?? (Size == ViTSize.Small ? 6 : 3);

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape)
    {
        if (shape.Height % Patch != 0 || shape.Width % Patch != 0)
            throw PatchLeavesRest(shape);
        if (EffectiveWidth % EffectiveHeads != 0)
            throw UnequalHeads();
        var sizes = new TransformerSizes(EffectiveWidth, Depth ?? 12, EffectiveHeads, Patch);
        return new VisionTransformer(shape, sizes, Pool == ViTPool.Class);
    }

    private ProblemException PatchLeavesRest(ImageShape shape) =>
        new(
            new(
                "ROCL0160",
                "vit patch",
                $"The images are {shape.Height}x{shape.Width} pixels, which patches of {Patch}x{Patch} do not divide.",
                $"Choose a patch that divides both{Divisors(shape)}."
            )
        );

    private static string Divisors(ImageShape shape)
    {
        var sides = Enumerable.Range(2, 31);
        var divisors = sides.Where(side => shape.Height % side == 0 && shape.Width % side == 0).ToList();
        return divisors.Count == 0 ? "" : $", such as {string.Join(", ", divisors)}";
    }

    private ProblemException UnequalHeads() =>
        new(
            new(
                "ROCL0161",
                "vit heads",
                $"The width is {EffectiveWidth}, which {EffectiveHeads} heads cannot share equally.",
                "Choose a width that is a multiple of the heads."
            )
        );
}

/// <summary>Usual sizes of a vision transformer.</summary>
public enum ViTSize
{
    /// <summary>192 wide, 12 blocks, 3 heads.</summary>
    Tiny,

    /// <summary>384 wide, 12 blocks, 6 heads.</summary>
    Small,
}

/// <summary>What a vision transformer gives as features.</summary>
public enum ViTPool
{
    /// <summary>What has become of the class token.</summary>
    Class,

    /// <summary>The mean of what has become of the patches; there is no class token.</summary>
    Mean,
}
