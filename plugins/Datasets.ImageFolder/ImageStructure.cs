namespace RoCL.Datasets.ImageFolder;

/// <summary>What an image file says of itself before it is decoded.</summary>
/// <param name="Width">In pixels, as claimed.</param>
/// <param name="Height">In pixels, as claimed.</param>
/// <param name="End">Where the image ends in the file; what follows is not part of it.</param>
/// <param name="PixelsPerByte">How many pixels the format can keep in a byte at the most.</param>
internal sealed record ImageStructure(long Width, long Height, long End, double PixelsPerByte);
