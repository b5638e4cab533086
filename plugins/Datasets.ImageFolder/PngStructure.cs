using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using RoCL.Contracts.Archives;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A PNG file: chunks of length, type, content and checksum, IHDR to IEND.</summary>
/// <remarks>
/// The decoder compares no checksum, and keeps whatever the file unpacks to; so both are checked
/// here first.
/// <para>
/// Reference: W3C, "Portable Network Graphics (PNG) Specification", sections 5 and D.
/// </para>
/// </remarks>
internal static class PngStructure
{
    private const int LengthOfLength = 4;
    private const int LengthOfType = 4;
    private const int LengthOfChecksum = 4;
    private const int AroundContent = LengthOfLength + LengthOfType + LengthOfChecksum;
    private const int LengthOfHeader = 13;
    private const int PlaceOfDepth = 8;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Whether the file calls itself a PNG.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Goes from chunk to chunk; compares the checksums of those that matter.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is truncated or damaged; the message is a sentence for people.
    /// </exception>
    public static ImageStructure Read(ReadOnlySpan<byte> file)
    {
        ImageStructure? structure = null;
        var start = Signature.Length;
        while (HasChunkAt(file, start))
        {
            var typed = TypeAndContentAt(file, start);
            CheckSum(file, start, typed);
            structure = PngChunk.Said(structure ?? StructureOf(typed, file.Length), typed);
            start += AroundContent + ContentLengthAt(file, start);
            if (typed.StartsWith("IEND"u8))
                return structure with { End = start };
        }
        throw new InvalidDataException(
            $"The PNG file is truncated: its {file.Length} bytes end before the image does."
        );
    }

    /// <summary>
    /// Unpacks the pixels without keeping them: the decoder would keep all that comes, however much
    /// it is.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// They are damaged, or several times more than the image has.
    /// </exception>
    public static void CheckUnpacked(ReadOnlySpan<byte> file, ImageStructure structure)
    {
        // Rows have a byte in front; interlaced, there are almost four times as many of them.
        var bitsPerPixel = BitsPerPixel(TypeAndContentAt(file, Signature.Length));
        var bytesLeft = 4 * structure.Height * (1 + structure.Width * bitsPerPixel / 8 + 1);
        using var packed = Packed(file, structure.End);
        using var pixels = new ZLibStream(packed, CompressionMode.Decompress);
        var buffer = new byte[1 << 14];
        while (true)
        {
            var read = Unpack(pixels, buffer);
            if (read == 0)
                return;
            bytesLeft -= read;
            if (bytesLeft < 0)
                throw new InvalidDataException("The PNG file unpacks to more pixels than it claims.");
        }
    }

    private static MemoryStream Packed(ReadOnlySpan<byte> file, long end)
    {
        var packed = new MemoryStream();
        var start = Signature.Length;
        while (start < end)
        {
            var typed = TypeAndContentAt(file, start);
            if (typed.StartsWith("IDAT"u8))
                packed.Write(typed[LengthOfType..]);
            start += AroundContent + ContentLengthAt(file, start);
        }
        packed.Position = 0;
        return packed;
    }

    private static int Unpack(ZLibStream pixels, byte[] buffer)
    {
        try
        {
            return pixels.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("The PNG file is damaged: its pixels do not unpack.", e);
        }
    }

    private static bool HasChunkAt(ReadOnlySpan<byte> file, int start)
    {
        var most = file.Length - start - AroundContent;
        return most >= 0 && BinaryPrimitives.ReadUInt32BigEndian(file[start..]) <= most;
    }

    private static int ContentLengthAt(ReadOnlySpan<byte> file, int start) =>
        (int)BinaryPrimitives.ReadUInt32BigEndian(file[start..]);

    // What the checksum is of.
    private static ReadOnlySpan<byte> TypeAndContentAt(ReadOnlySpan<byte> file, int start) =>
        file.Slice(start + LengthOfLength, LengthOfType + ContentLengthAt(file, start));

    private static void CheckSum(ReadOnlySpan<byte> file, int start, ReadOnlySpan<byte> typed)
    {
        var isCritical = (typed[0] & 0x20) == 0;
        var stated = BinaryPrimitives.ReadUInt32BigEndian(file[(start + LengthOfLength + typed.Length)..]);
        if (isCritical && Crc32.HashToUInt32(typed) != stated)
        {
            throw new InvalidDataException(
                $"The PNG file is damaged: the checksum of the chunk at byte {start} of {file.Length} is wrong."
            );
        }
    }

    private static ImageStructure StructureOf(ReadOnlySpan<byte> typed, int fileLength)
    {
        if (!typed.StartsWith("IHDR"u8) || typed.Length != LengthOfType + LengthOfHeader)
            throw new InvalidDataException("The PNG file is damaged: it does not begin with its size.");
        return new(
            BinaryPrimitives.ReadUInt32BigEndian(typed[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(typed[8..]),
            fileLength,
            Archive.MostUnpackedPerByte * 8.0 / BitsPerPixel(typed)
        )
        {
            IsDeep = typed[LengthOfType + PlaceOfDepth] == 16,
        };
    }

    // Of IHDR: a depth, and 1 to 4 channels.
    private static int BitsPerPixel(ReadOnlySpan<byte> header)
    {
        var depth = Math.Max(1, (int)header[LengthOfType + PlaceOfDepth]);
        var channels = header[LengthOfType + 9] switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        return depth * channels;
    }
}
