using System.Runtime.InteropServices;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A decoded image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Pixels">
/// [Height, Width, 4]: red, green, blue, and how opaque it is, of 255.
/// </param>
/// <param name="Traits">What was done to it.</param>
internal sealed record DecodedImage(int Width, int Height, byte[] Pixels, ImageTraits Traits)
{
    /// <summary>The bytes of a pixel.</summary>
    public const int BytesPerPixel = 4;

    private const int Opaque = 255;
    private const int FirstThatSwapsSides = 5;

    /// <summary>Whether nothing shows through.</summary>
    public bool IsOpaque
    {
        get
        {
            var common = uint.MaxValue;
            foreach (var pixel in MemoryMarshal.Cast<byte, uint>(Pixels))
                common &= pixel;
            var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in common));
            return bytes[BytesPerPixel - 1] == Opaque;
        }
    }

    /// <summary>The image on a background, opaque.</summary>
    /// <param name="background">0 to 255, what shows where it is transparent.</param>
    public DecodedImage On(byte background)
    {
        var shown = Pixels.ToArray();
        for (var i = 0; i < shown.Length; i += BytesPerPixel)
        {
            var opacity = shown[i + BytesPerPixel - 1];
            for (var channel = 0; channel < BytesPerPixel - 1; channel++)
                shown[i + channel] = Over(shown[i + channel], opacity, background);
            shown[i + BytesPerPixel - 1] = Opaque;
        }
        return this with { Pixels = shown };
    }

    /// <summary>
    /// The image in gray, (77 R + 150 G + 29 B) / 256, which then stands in all three channels.
    /// </summary>
    public DecodedImage Gray()
    {
        var gray = new byte[Pixels.Length];
        for (var i = 0; i < gray.Length; i += BytesPerPixel)
        {
            var level = (byte)((77 * Pixels[i] + 150 * Pixels[i + 1] + 29 * Pixels[i + 2]) >> 8);
            gray.AsSpan(i, BytesPerPixel).Fill(level);
        }
        return this with { Pixels = gray };
    }

    /// <summary>The image turned and mirrored as an EXIF orientation says.</summary>
    /// <param name="orientation">1 to 8; 1 leaves it as it is, 6 turns it by 90° clockwise.</param>
    public DecodedImage Turned(int orientation)
    {
        if (orientation == 1)
            return this;
        var isSwapped = orientation >= FirstThatSwapsSides;
        var width = isSwapped ? Height : Width;
        var height = isSwapped ? Width : Height;
        var pixels = MemoryMarshal.Cast<byte, uint>(Pixels);
        var turned = new uint[pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                turned[y * width + x] = pixels[PlaceOf(orientation, x, y)];
        }
        return new(width, height, MemoryMarshal.AsBytes(turned.AsSpan()).ToArray(), Traits);
    }

    // Where the pixel comes from that is at (x, y) after turning.
    private int PlaceOf(int orientation, int x, int y)
    {
        var right = Width - 1;
        var bottom = Height - 1;
        var (column, row) = orientation switch
        {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            8 => (right - y, x),
            _ => (x, y),
        };
        return row * Width + column;
    }

    private static byte Over(byte value, byte opacity, byte background) =>
        (byte)((value * opacity + background * (Opaque - opacity) + Opaque / 2) / Opaque);
}
