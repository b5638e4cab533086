using System.Runtime.InteropServices;
using SkiaSharp;

namespace RoCL.Datasets.ImageFolder;

/// <summary>From the bytes of a PNG or JPEG file to what a viewer would show.</summary>
internal static class Decoder
{
    /// <summary>
    /// Changes when the same file gives other pixels: what was kept of files is then made anew.
    /// </summary>
    public static string Version { get; } = $"1 {typeof(SKCodec).Assembly.GetName().Version}";

    private const byte LargestOfTwelveBits = 15;

    private const string Undecodable =
        "The image's data is damaged, or of a kind that is not supported "
        + "(arithmetic coding, lossless JPEG, 12 bits).";

    /// <summary>Decodes a file of known structure.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="structure">What it says of itself.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="background">0 to 255, what shows where it is transparent.</param>
    /// <exception cref="InvalidDataException">
    /// It is damaged; the message is a sentence for people.
    /// </exception>
    public static DecodedImage Decode(byte[] file, ImageStructure structure, int channels, byte background)
    {
        using var data = SKData.CreateCopy(file.AsSpan(0, (int)structure.End));
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException(Undecodable);
        using var colours = structure.HasColours ? SKColorSpace.CreateSrgb() : null;
        var info = new SKImageInfo(
            codec.Info.Width,
            codec.Info.Height,
            SKColorType.Rgba8888,
            SKAlphaType.Unpremul,
            colours
        );
        if (info.Width != structure.Width || info.Height != structure.Height)
            throw new InvalidDataException(Undecodable);

        var pixels = new byte[info.BytesSize];
        Fill(codec, info, pixels);
        var own = codec.EncodedOrigin;
        var orientation = own is SKEncodedOrigin.TopLeft ? structure.Orientation : (int)own;
        var image = new DecodedImage(info.Width, info.Height, pixels, TraitsOf(structure, pixels, orientation));
        return Shown(image, channels, background).Turned(orientation);
    }

    private static DecodedImage Shown(DecodedImage image, int channels, byte background)
    {
        var opaque = image.IsOpaque
            ? image
            : image.On(background) with
            {
                Traits = image.Traits | ImageTraits.Transparent,
            };
        return channels == 1 ? opaque.Gray() : opaque;
    }

    private static void Fill(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            if (codec.GetPixels(info, pinned.AddrOfPinnedObject()) is not SKCodecResult.Success)
                throw new InvalidDataException(Undecodable);
        }
        finally
        {
            pinned.Free();
        }
    }

    private static ImageTraits TraitsOf(ImageStructure structure, byte[] pixels, int orientation)
    {
        var traits = ImageTraits.None;
        if (orientation != 1)
            traits |= ImageTraits.Turned;
        if (structure.HasColours)
            traits |= ImageTraits.Converted;
        if (structure.IsCmyk)
            traits |= structure.HasAdobeMarker ? ImageTraits.Cmyk : ImageTraits.UnmarkedCmyk;
        if (structure.IsDeep && !structure.HasColours && IsDim(pixels))
            traits |= ImageTraits.Dim;
        return traits;
    }

    // Of 16 bits the upper 8 are decoded: nothing above 15 means that all are below 4096. An image
    // that is black everywhere is only black.
    private static bool IsDim(byte[] pixels)
    {
        var largest = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            if (i % DecodedImage.BytesPerPixel != DecodedImage.BytesPerPixel - 1)
                largest = Math.Max(largest, pixels[i]);
        }
        return largest is > 0 and <= LargestOfTwelveBits;
    }
}
