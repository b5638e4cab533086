namespace RoCL.Encoders.ResNet;

/// <summary>
/// ResNet-50 as it is used for small images: the stem keeps the resolution, and nothing is pooled
/// before the end.
/// </summary>
/// <remarks>
/// Four stages of 3, 4, 6 and 3 bottleneck blocks, 64 to 512 channels wide inside and 256 to 2048
/// outside. Without a classifier it has 23.50 million parameters for colour images.
/// <para>
/// Shape: [N, C, H, W] to [N, 2048]; any C, and any H and W from 1, though it is made for 28 and
/// above.
/// </para>
/// <para>
/// Reference: He et al. 2016, arXiv:1512.03385, table 1; in this form Kim et al. 2020,
/// arXiv:2006.07589.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// { "encoder": { "use": "resnet50" } }
/// </code>
/// </example>
[Component("resnet50", "ResNet-50 for small images: 3x3 stem, no pooling, 2048 features; He et al. 2016")]
public sealed record ResNet50 : IEncoder
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        new ResidualNetwork(
            Stem: 64,
            StemStride: 1,
            [new(64, 3, 1), new(128, 4, 2), new(256, 6, 2), new(512, 3, 2)],
            Bottleneck.Kind
        ).Build(shape.Channels);
}
