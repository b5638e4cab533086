using StbImageSharp;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A decoded image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Pixels">[Height, Width, Channels], as decoders give it.</param>
internal sealed record DecodedImage(int Width, int Height, int Channels, byte[] Pixels)
{
    private const int LongestSide = 16384;
    private const long LargestArea = 1L << 26;

    private const string Undecodable =
        "The image's data is damaged, or of a kind that is not supported "
        + "(arithmetic coding, lossless JPEG, 12 bits).";

    /// <summary>
    /// Decodes a PNG or JPEG file, whichever its first bytes say. The file's structure is checked
    /// first: the decoder's own checks are few.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0424: it cannot be read; ROCL0425: it claims more pixels than any image here should
    /// have.
    /// </exception>
    public static DecodedImage Read(IFileTree tree, string path, int channels)
    {
        try
        {
            var file = tree.Load(path);
            var structure = StructureOf(file);
            CheckSize(path, structure, file.Length);
            if (PngStructure.Begins(file))
                PngStructure.CheckUnpacked(file, structure);
            return Decode(file, structure.End, channels);
        }
        catch (InvalidDataException e)
        {
            throw ImageFolderProblems.Unreadable(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageFolderProblems.Unreadable(path, $"The image cannot be opened: {e.Message}", e);
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

        // The decoder makes room for whatever is claimed before it looks for it.
        if (area > structure.PixelsPerByte * fileLength)
        {
            throw new InvalidDataException(
                $"The file claims {structure.Width} x {structure.Height} pixels, "
                    + $"more than {fileLength} bytes can hold."
            );
        }
    }

    private static DecodedImage Decode(byte[] file, long end, int channels)
    {
        using var stream = new MemoryStream(file);
        var image = Decode(stream, channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue);

        // Where it meets a broken table the decoder stops, and hands out memory that it never wrote
        // to.
        return stream.Position == end
            ? new(image.Width, image.Height, channels, image.Data)
            : throw new InvalidDataException(Undecodable);
    }

    private static ImageResult Decode(MemoryStream stream, ColorComponents components)
    {
        try
        {
            return ImageResult.FromStream(stream, components);
        }
        catch (Exception e)
        {
            // Not one kind of exception: some damage shows as an index out of range, or as a size
            // that overflows.
            throw new InvalidDataException(Undecodable, e);
        }
    }
}
