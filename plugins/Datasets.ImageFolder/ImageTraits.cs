namespace RoCL.Datasets.ImageFolder;

/// <summary>What was done to an image so that its pixels are what a viewer shows.</summary>
[Flags]
internal enum ImageTraits
{
    /// <summary>Nothing: its numbers were taken as they are.</summary>
    None = 0,

    /// <summary>It was turned or mirrored, as its EXIF tag says.</summary>
    Turned = 1,

    /// <summary>Some of it is transparent, and the background shows.</summary>
    Transparent = 2,

    /// <summary>Its colours were converted from its ICC profile or its gamma to sRGB.</summary>
    Converted = 4,

    /// <summary>It is made of inks, CMYK.</summary>
    Cmyk = 8,

    /// <summary>It is made of inks, and does not say which way round.</summary>
    UnmarkedCmyk = 16,

    /// <summary>It has 16 bits, and all its numbers fit into 12.</summary>
    Dim = 32,
}
