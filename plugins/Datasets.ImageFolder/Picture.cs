using StbImageSharp;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A decoded image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Pixels">[Height, Width, Channels], as decoders give it.</param>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Pixels)
{
    private const int LongestSide = 16384;
    private const long LargestArea = 1L << 26;

    /// <summary>
    /// Decodes a PNG or JPEG file, whichever its first bytes say. The file's structure is checked
    /// first: the decoder's own checks are few.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0424: it can't be read; ROCL0425: it claims more pixels than any image here should have.
    /// </exception>
    public static Picture Read(Tree tree, string path, int channels)
    {
        try
        {
            var file = tree.Load(path);
            var frame =
                Png.Begins(file) ? Png.Walk(file)
                : Jpeg.Begins(file) ? Jpeg.Walk(file)
                : throw new InvalidDataException($"its {file.Length} bytes do not begin as a PNG or JPEG file does.");
            if (
                frame is not { Width: >= 1 and <= LongestSide, Height: >= 1 and <= LongestSide }
                || frame.Width * frame.Height > LargestArea
            )
            {
                throw new ProblemException(
                    new(
                        "ROCL0425",
                        path,
                        $"it claims to have {frame.Width} x {frame.Height} pixels; sides from 1 to {LongestSide} are expected, "
                            + $"and {LargestArea} pixels at most.",
                        "Make the image smaller, or take it out of the folder."
                    )
                );
            }
            // The decoder makes room for whatever is claimed before it looks for it.
            if (frame.Width * frame.Height > frame.PixelsPerByte * file.Length)
            {
                throw new InvalidDataException(
                    $"it claims {frame.Width} x {frame.Height} pixels, more than {file.Length} bytes can hold."
                );
            }

            if (Png.Begins(file))
                Png.CheckUnpacked(file, frame);
            return Decode(file, frame.End, channels);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new(
                    "ROCL0424",
                    path,
                    $"the image can't be read: {e.Message}",
                    "Replace the file, or take it out of the folder."
                )
            );
        }
    }

    private static Picture Decode(byte[] file, long end, int channels)
    {
        using var stream = new MemoryStream(file);
        try
        {
            var image = ImageResult.FromStream(
                stream,
                channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue
            );
            // Where it meets a broken table the decoder stops, and hands out memory that it never
            // wrote to.
            if (stream.Position == end)
                return new(image.Width, image.Height, channels, image.Data);
        }
        catch (Exception e)
        {
            // Not one kind of exception: some damage shows as an index out of range, or as a size
            // that overflows.
            throw new InvalidDataException(Undecodable, e);
        }
        throw new InvalidDataException(Undecodable);
    }

    private const string Undecodable =
        "its data is damaged, or of a kind that is not supported (arithmetic coding, lossless JPEG, 12 bits).";
}
