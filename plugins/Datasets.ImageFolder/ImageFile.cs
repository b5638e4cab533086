namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// An image file: whether it is one, whole, and of sensible size, before it is decoded.
/// </summary>
internal static class ImageFile
{
    private const int LongestSide = 16384;
    private const long LargestArea = 1L << 26;

    /// <summary>
    /// Decodes a PNG or JPEG file, whichever its first bytes say. The file's structure is checked
    /// first: the decoder shows what it can of a damaged file.
    /// </summary>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="background">0 to 255, what shows where it is transparent.</param>
    /// <exception cref="ProblemException">
    /// ROCL0424: it cannot be read; ROCL0425: it claims more pixels than any image here should
    /// have; ROCL0456: the decoder is not there.
    /// </exception>
    public static DecodedImage Decode(string path, byte[] file, int channels, byte background)
    {
        try
        {
            var structure = StructureOf(file);
            CheckSize(path, structure, file.Length);
            if (PngStructure.Begins(file))
                PngStructure.CheckUnpacked(file, structure);
            return Decoder.Decode(file, structure, channels, background);
        }
        catch (InvalidDataException e)
        {
            throw ImageFolderProblems.Unreadable(path, e.Message, e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw NoDecoder.Because(e);
        }
    }

    private static ImageStructure StructureOf(byte[] file)
    {
        if (PngStructure.Begins(file))
            return PngStructure.Read(file);
        if (JpegStructure.Begins(file))
            return JpegStructure.Read(file);
        throw new InvalidDataException($"The file's {file.Length} bytes do not begin as a PNG or JPEG file does.");
    }

    private static void CheckSize(string path, ImageStructure structure, int fileLength)
    {
        var area = structure.Width * structure.Height;
        var hasGoodSides = structure is { Width: >= 1 and <= LongestSide, Height: >= 1 and <= LongestSide };
        if (!hasGoodSides || area > LargestArea)
            throw ImageFolderProblems.Absurd(path, structure, LongestSide, LargestArea);

        // Room is made for whatever is claimed before it is looked for.
        if (area > structure.PixelsPerByte * fileLength)
        {
            throw new InvalidDataException(
                $"The file claims {structure.Width} x {structure.Height} pixels, "
                    + $"more than {fileLength} bytes can hold."
            );
        }
    }
}
