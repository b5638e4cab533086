namespace RoCL.Encoders.ResNet;

/// <summary>
/// ResNet-18 with a stem for small images, as contrastive learning on CIFAR uses it, or with that
/// for large ones.
/// </summary>
/// <remarks>
/// Four stages of two blocks, 64 to 512 channels wide. Without a classifier it has 11.17 million
/// parameters for colour images.
/// <para>
/// Shape: [N, C, H, W] to [N, 512]; any C, and any H and W from 1, though it is made for 28 and
/// above with the stem for small images, and for 64 and above with the other. Weights have the
/// names of torchvision's, so that its files fit; with <c>"stem": "imagenet"</c> all but the
/// classifier do.
/// </para>
/// <para>
/// Reference: He et al. 2016, arXiv:1512.03385; in this form Kim et al. 2020, arXiv:2006.07589,
/// section 4.
/// </para>
/// </remarks>
/// <param name="Stem">
/// <c>cifar</c>, a 3x3 convolution that keeps the resolution, or <c>imagenet</c>, a 7x7 convolution
/// of stride 2 and a max-pooling, with which 64 to 224 pixels are practical.
/// </param>
/// <example>
/// <code>
/// { "encoder": { "use": "resnet18", "stem": "cifar" } }
/// </code>
/// </example>
[Component("resnet18", "ResNet-18 for small or large images, 512 features; He et al. 2016")]
public sealed record ResNet18(StemKind Stem = StemKind.Cifar) : IEncoder
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) =>
        new ResidualNetwork(
            StemLayers.Of(Stem),
            [new(64, 2, 1), new(128, 2, 2), new(256, 2, 2), new(512, 2, 2)],
            BasicBlock.Kind
        ).Build(shape.Channels);
}
