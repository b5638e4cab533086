using System.Buffers.Binary;

namespace RoCL.Datasets.ImageFolder;

/// <summary>The structure of a PNG file: a signature, then chunks of length, type, content and checksum, from IHDR to IEND.</summary>
/// <remarks>Reference: W3C, "Portable Network Graphics (PNG) Specification", sections 5 and D.</remarks>
internal static class Png
{
    private const int AroundContent = 12;
    private static readonly uint[] Crcs = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => Shift(crc)))];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether the file calls itself a PNG.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Goes from chunk to chunk and compares the checksum of each that an image can't do without.</summary>
    /// <exception cref="InvalidDataException">The file is truncated or damaged; the message is a sentence for people.</exception>
    public static Frame Walk(ReadOnlySpan<byte> file)
    {
        var frame = default(Frame);
        for (var at = Signature.Length; file.Length - at >= AroundContent;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - AroundContent) break;
            var typed = file.Slice(at + 4, 4 + (int)length);
            var type = typed[..4];
            var critical = (type[0] & 0x20) == 0;
            if (critical && Crc(typed) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4 + typed.Length)..]))
                throw new InvalidDataException($"it is a damaged PNG file: the checksum of the chunk at byte {at} of {file.Length} is wrong.");
            if (frame == default)
                frame = type.SequenceEqual("IHDR"u8) && length == 13
                    ? new(BinaryPrimitives.ReadUInt32BigEndian(typed[4..]), BinaryPrimitives.ReadUInt32BigEndian(typed[8..]), file.Length)
                    : throw new InvalidDataException("it is a damaged PNG file: it does not begin with its size.");
            at += AroundContent + (int)length;
            if (type.SequenceEqual("IEND"u8)) return frame with { End = at };
        }
        throw new InvalidDataException($"it is a truncated PNG file: its {file.Length} bytes end before the image does.");
    }

    /// <summary>The CRC-32 of PNG, and of zip.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = Crcs[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Shift(uint crc) => (crc & 1) == 0 ? crc >> 1 : 0xedb88320 ^ (crc >> 1);
}
