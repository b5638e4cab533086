namespace RoCL.Encoders.ResNet;

/// <summary>
/// ResNet-18 as it is used for small images: the stem keeps the resolution, and nothing is pooled
/// before the end.
/// </summary>
/// <remarks>
/// Four stages of two blocks, 64 to 512 channels wide. Without a classifier it has 11.17 million
/// parameters for colour images.
/// <para>
/// Shape: [N, C, H, W] to [N, 512]; any C, and any H and W from 1, though it is made for 28 and
/// above.
/// </para>
/// <para>
/// Reference: He et al. 2016, arXiv:1512.03385; in this form Kim et al. 2020, arXiv:2006.07589,
/// section 4.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// { "encoder": { "use": "resnet18" } }
/// </code>
/// </example>
[Component("resnet18", "ResNet-18 for small images: 3x3 stem, no pooling, 512 features; He et al. 2016")]
public sealed record ResNet18 : IEncoder
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        new ResidualNetwork(
            Stem: 64,
            StemStride: 1,
            [new(64, 2, 1), new(128, 2, 2), new(256, 2, 2), new(512, 2, 2)],
            BasicBlock.Kind
        ).Build(shape.Channels);
}
