using System.Buffers.Binary;
using System.IO.Compression;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// The structure of a PNG file: a signature, then chunks of length, type, content and checksum,
/// from IHDR to IEND.
/// </summary>
/// <remarks>
/// Reference: W3C, "Portable Network Graphics (PNG) Specification", sections 5 and D.
/// </remarks>
internal static class Png
{
    private const int AroundContent = 12;

    // Deflate can't shrink more than 1,032 bytes into one (RFC 1951).
    private const double MostShrinking = 1032;
    private static readonly uint[] Crcs =
    [
        .. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => Shift(crc))),
    ];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether the file calls itself a PNG.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>
    /// Goes from chunk to chunk and compares the checksum of each that an image can't do without.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The file is truncated or damaged; the message is a sentence for people.
    /// </exception>
    public static Frame Walk(ReadOnlySpan<byte> file)
    {
        var frame = default(Frame);
        for (var at = Signature.Length; file.Length - at >= AroundContent; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - AroundContent)
                break;
            var typed = file.Slice(at + 4, 4 + (int)length);
            var type = typed[..4];
            var critical = (type[0] & 0x20) == 0;
            if (critical && Crc(typed) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4 + typed.Length)..]))
            {
                throw new InvalidDataException(
                    $"it is a damaged PNG file: the checksum of the chunk at byte {at} of {file.Length} is wrong."
                );
            }

            if (frame == default)
            {
                frame =
                    type.SequenceEqual("IHDR"u8) && length == 13
                        ? new(
                            BinaryPrimitives.ReadUInt32BigEndian(typed[4..]),
                            BinaryPrimitives.ReadUInt32BigEndian(typed[8..]),
                            file.Length,
                            MostShrinking * 8 / BitsPerPixel(typed[4..])
                        )
                        : throw new InvalidDataException("it is a damaged PNG file: it does not begin with its size.");
            }

            at += AroundContent + (int)length;
            if (type.SequenceEqual("IEND"u8))
                return frame with { End = at };
        }
        throw new InvalidDataException(
            $"it is a truncated PNG file: its {file.Length} bytes end before the image does."
        );
    }

    /// <summary>
    /// Unpacks the pixels without keeping them: the decoder would keep all that comes, however much
    /// it is.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// They are damaged, or several times more than the image has.
    /// </exception>
    public static void CheckUnpacked(ReadOnlySpan<byte> file, Frame frame)
    {
        using var packed = new MemoryStream();
        for (var at = Signature.Length; at < frame.End; )
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (file.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(file.Slice(at + 8, length));
            at += AroundContent + length;
        }
        packed.Position = 0;
        using var pixels = new ZLibStream(packed, CompressionMode.Decompress);
        // Rows have a byte in front; interlaced, there are almost four times as many of them.
        var (most, buffer) = (
            4 * frame.Height * (1 + frame.Width * BitsPerPixel(file[(Signature.Length + 8)..]) / 8 + 1),
            new byte[1 << 14]
        );
        for (int read; (read = pixels.Read(buffer)) > 0; )
        {
            if ((most -= read) < 0)
                throw new InvalidDataException("it is a PNG file that unpacks to more pixels than it claims.");
        }
    }

    /// <summary>The CRC-32 of PNG, and of zip.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = Crcs[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    // Of the content of IHDR: a depth, and 1 to 4 channels.
    private static int BitsPerPixel(ReadOnlySpan<byte> header) =>
        Math.Max(1, (int)header[8])
        * (
            header[9] switch
            {
                2 => 3,
                4 => 2,
                6 => 4,
                _ => 1,
            }
        );

    private static uint Shift(uint crc) => (crc & 1) == 0 ? crc >> 1 : 0xedb88320 ^ (crc >> 1);
}
