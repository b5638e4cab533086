namespace RoCL.Encoders.ResNet;

/// <summary>The layers in front of a residual network's stages.</summary>
public enum StemKind
{
    /// <summary>
    /// A 3x3 convolution of stride 1: the stages work at the images' resolution. For 28 to 64
    /// pixels; He et al. 2016, section 4.2.
    /// </summary>
    Cifar,

    /// <summary>
    /// A 7x7 convolution of stride 2 and a 3x3 max-pooling of stride 2: the stages work at a
    /// quarter of the images' height and width. For 64 to 224 pixels; He et al. 2016, table 1.
    /// </summary>
    Imagenet,
}
