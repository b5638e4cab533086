using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Shared.Datasets;

/// <summary>Writes PNG files, as the specification says and not as our reader reads.</summary>
internal static class PngFile
{
    public const byte Gray = 0,
        Colour = 2,
        Palette = 3,
        ColourAndAlpha = 6;

    // A length, a type and a checksum.
    private const int AroundContent = 12;

    /// <summary>A gray image of one value.</summary>
    public static byte[] Solid(byte value, int width = 4, int height = 4) => OfGray(width, height, (_, _) => value);

    public static byte[] OfGray(int width, int height, Func<int, int, byte> pixel) =>
        Of(width, height, Gray, 8, (x, y) => [pixel(x, y)]);

    /// <summary>
    /// Any image without interlacing; <paramref name="pixel"/> gives the bytes of the pixel at (x,
    /// y).
    /// </summary>
    public static byte[] Of(
        int width,
        int height,
        byte colour,
        byte depth,
        Func<int, int, byte[]> pixel,
        byte[]? palette = null
    )
    {
        var rows = Enumerable
            .Range(0, height)
            .SelectMany(y => Enumerable.Range(0, width).SelectMany(x => pixel(x, y)).Prepend((byte)0));
        byte[] header =
        [
            .. Signature,
            .. Header(width, height, colour, depth),
            .. palette is null ? [] : Chunk("PLTE", palette),
        ];
        return [.. header, .. Chunk("IDAT", Deflated([.. rows])), .. Chunk("IEND", [])];
    }

    /// <summary>A file that claims a size, and has no more than a few bytes of image.</summary>
    public static byte[] Claiming(uint width, uint height) =>
        [
            .. Signature,
            .. Header((int)width, (int)height, Gray, 8),
            .. Chunk("IDAT", Deflated([0, 0])),
            .. Chunk("IEND", []),
        ];

    private static byte[] Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static byte[] Header(int width, int height, byte colour, byte depth) =>
        Chunk("IHDR", [.. Word((uint)width), .. Word((uint)height), depth, colour, 0, 0, 0]);

    /// <summary>
    /// The file with the checksum of every chunk made right, as far as it has whole chunks.
    /// </summary>
    public static byte[] Resummed(byte[] file)
    {
        var summed = file.ToArray();
        var start = Signature.Length;
        while (start + AroundContent <= summed.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(summed.AsSpan(start));
            if (length > summed.Length - start - AroundContent)
                break;
            var end = start + AroundContent + (int)length;
            var typed = summed.AsSpan((start + 4)..(end - 4));
            BinaryPrimitives.WriteUInt32BigEndian(summed.AsSpan(end - 4), Crc32.HashToUInt32(typed));
            start = end;
        }
        return summed;
    }

    /// <summary>A file of one gray pixel that unpacks to any number of bytes.</summary>
    public static byte[] Bomb(int bytes) =>
        [.. Signature, .. Header(1, 1, Gray, 8), .. Chunk("IDAT", Deflated(new byte[bytes])), .. Chunk("IEND", [])];

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. Word((uint)content.Length), .. typed, .. Word(Crc32.HashToUInt32(typed))];
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Word(uint value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(word, value);
        return word;
    }
}
