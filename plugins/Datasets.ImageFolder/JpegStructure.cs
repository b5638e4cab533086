using System.Buffers.Binary;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// The structure of a JPEG file: segments, each after a marker; after SOS the compressed data, up
/// to the next marker; EOI at the end.
/// </summary>
/// <remarks>Reference: ITU-T T.81, annex B.</remarks>
internal static class JpegStructure
{
    // 8 x 8 values take a bit, and there is a value for every second pixel at least.
    private const int PixelsPerByte = 2 * 64 * 8;

    // Ten scans are usual, and each goes through all of the image.
    private const int MostScans = 100;

    private const int ShortestFrameHeader = 8;
    private const int PlaceOfComponents = 7;
    private const int InksOfCmyk = 4;

    private const byte BeginsMarker = 0xff;
    private const byte StartOfImage = 0xd8;
    private const byte EndOfImage = 0xd9;
    private const byte StartOfScan = 0xda;
    private const byte Temporary = 0x01;
    private const byte OfProfile = 0xe2;
    private const byte OfAdobe = 0xee;

    /// <summary>Whether the file calls itself a JPEG.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([BeginsMarker, StartOfImage, BeginsMarker]);

    /// <summary>Goes from marker to marker, up to the end of the image.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is truncated or damaged; the message is a sentence for people.
    /// </exception>
    public static ImageStructure Read(ReadOnlySpan<byte> file)
    {
        ImageStructure? frame = null;
        var hasProfile = false;
        var hasAdobeMarker = false;
        var scans = 0;
        var position = 2;
        while (true)
        {
            position = MarkerFrom(file, position);
            var marker = file[position];
            position++;
            if (marker == EndOfImage)
                break;
            if (marker == Temporary || IsRestart(marker))
                continue;

            var length = SegmentLength(file, position);
            if (BeginsFrame(marker))
            {
                if (frame is not null || length < ShortestFrameHeader)
                    throw Damaged(position);
                frame = FrameAt(file, position);
            }

            var content = file.Slice(position + sizeof(ushort), length - sizeof(ushort));
            hasProfile |= marker == OfProfile && content.StartsWith("ICC_PROFILE"u8);
            hasAdobeMarker |= marker == OfAdobe && content.StartsWith("Adobe"u8);
            position += length;
            if (marker == StartOfScan)
            {
                scans++;
                if (scans > MostScans)
                    throw new InvalidDataException($"The JPEG file has more than {MostScans} scans.");
                position = EndOfScan(file, position);
            }
        }

        return frame is not null && scans > 0
            ? frame with
            {
                End = position,
                HasColours = hasProfile,
                HasAdobeMarker = hasAdobeMarker,
            }
            : throw new InvalidDataException("The JPEG file has no image in it.");
    }

    // Any number of bytes 0xff, then the one that says which marker it is: its place.
    private static int MarkerFrom(ReadOnlySpan<byte> file, int position)
    {
        if (position < file.Length && file[position] != BeginsMarker)
            throw Damaged(position);
        while (position < file.Length && file[position] == BeginsMarker)
            position++;
        return position < file.Length ? position : throw Truncated(file);
    }

    private static int SegmentLength(ReadOnlySpan<byte> file, int position)
    {
        if (file.Length - position < sizeof(ushort))
            throw Truncated(file);
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[position..]);
        if (length < sizeof(ushort))
            throw Damaged(position);
        return length <= file.Length - position ? length : throw Truncated(file);
    }

    private static ImageStructure FrameAt(ReadOnlySpan<byte> file, int position)
    {
        var height = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 3)..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(file[(position + 5)..]);
        return new(width, height, file.Length, PixelsPerByte)
        {
            IsCmyk = file[position + PlaceOfComponents] == InksOfCmyk,
        };
    }

    private static int EndOfScan(ReadOnlySpan<byte> file, int position)
    {
        while (true)
        {
            var ahead = file[position..].IndexOf(BeginsMarker);
            var next = position + ahead + 1;
            if (ahead < 0 || next >= file.Length)
                throw Truncated(file);
            if (!BelongsToScan(file[next]))
                return next - 1;
            position = next;
        }
    }

    // In compressed data 0xff is followed by 0 where it means itself, and restart markers belong to
    // the data.
    private static bool BelongsToScan(byte afterMarker) => afterMarker is 0 or BeginsMarker || IsRestart(afterMarker);

    private static bool IsRestart(byte marker) => marker is >= 0xd0 and <= 0xd7;

    private static bool BeginsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    private static InvalidDataException Damaged(int position) =>
        new($"The JPEG file is damaged: no segment begins where one should, at byte {position}.");

    private static InvalidDataException Truncated(ReadOnlySpan<byte> file) =>
        new($"The JPEG file is truncated: its {file.Length} bytes end before the image does.");
}
