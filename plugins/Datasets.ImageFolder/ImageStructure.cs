namespace RoCL.Datasets.ImageFolder;

/// <summary>What an image file says of itself before it is decoded.</summary>
/// <param name="Width">In pixels, as claimed.</param>
/// <param name="Height">In pixels, as claimed.</param>
/// <param name="End">Where the image ends in the file; what follows is not part of it.</param>
/// <param name="PixelsPerByte">How many pixels the format can keep in a byte at the most.</param>
internal sealed record ImageStructure(long Width, long Height, long End, double PixelsPerByte)
{
    /// <summary>
    /// Whether it says which colours its numbers are: an ICC profile, or a gamma that is not that
    /// of sRGB.
    /// </summary>
    public bool HasColours { get; init; }

    /// <summary>How a PNG file says that it is to be turned, as EXIF numbers it; else 1.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Whether its numbers have 16 bits.</summary>
    public bool IsDeep { get; init; }

    /// <summary>Whether its numbers are amounts of ink.</summary>
    public bool IsCmyk { get; init; }

    /// <summary>Whether it says which way round these are.</summary>
    public bool HasAdobeMarker { get; init; }
}
