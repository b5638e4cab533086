using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Components.Tests.Datasets;

/// <summary>Writes PNG files, as the specification says and not as our reader reads.</summary>
internal static class PngFile
{
    public const byte Gray = 0,
        Colour = 2,
        Palette = 3,
        ColourAndAlpha = 6;

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
    /// The file with the checksum of every chunk made right, as far as its chunks can be told.
    /// </summary>
    public static byte[] Resummed(byte[] file)
    {
        var summed = file.ToArray();
        for (var at = 8; at + 12 <= summed.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(summed.AsSpan(at));
            if (length > summed.Length - at - 12)
                break;
            Word(Crc(summed[(at + 4)..(at + 8 + (int)length)])).CopyTo(summed, at + 8 + (int)length);
            at += 12 + (int)length;
        }
        return summed;
    }

    /// <summary>A file of one gray pixel that unpacks to as many bytes as you like.</summary>
    public static byte[] Bomb(int bytes) =>
        [.. Signature, .. Header(1, 1, Gray, 8), .. Chunk("IDAT", Deflated(new byte[bytes])), .. Chunk("IEND", [])];

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. Word((uint)content.Length), .. typed, .. Word(Crc(typed))];
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

    private static uint Crc(byte[] bytes) =>
        ~bytes.Aggregate(
            uint.MaxValue,
            (crc, value) =>
                Enumerable
                    .Range(0, 8)
                    .Aggregate(crc ^ value, (bits, _) => (bits & 1) == 0 ? bits >> 1 : 0xedb88320 ^ (bits >> 1))
        );
}
