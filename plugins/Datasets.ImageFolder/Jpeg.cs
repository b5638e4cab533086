using System.Buffers.Binary;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// The structure of a JPEG file: segments, each behind a marker; behind SOS the compressed data, up
/// to the next marker; EOI at the end.
/// </summary>
/// <remarks>Reference: ITU-T T.81, annex B.</remarks>
internal static class Jpeg
{
    // 8 x 8 values take a bit, and there is a value for every second pixel at least; ten scans are
    // usual, and each goes through all of it.
    private const int PixelsPerByte = 2 * 64 * 8,
        MostScans = 100;

    private const byte Soi = 0xd8,
        Eoi = 0xd9,
        Sos = 0xda,
        Temporary = 0x01;

    /// <summary>Whether the file calls itself a JPEG.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xff, Soi, 0xff]);

    /// <summary>Goes from marker to marker, up to the end of the image.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is truncated or damaged; the message is a sentence for people.
    /// </exception>
    public static Frame Walk(ReadOnlySpan<byte> file)
    {
        var (frame, scans, at) = (default(Frame), 0, 2);
        while (MarkerAt(file, ref at) is var marker && marker != Eoi)
        {
            if (marker is Temporary || Restarts(marker))
                continue;
            var length =
                file.Length - at >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : throw Truncated(file);
            if (length < 2)
                throw Damaged(at);
            if (length > file.Length - at)
                throw Truncated(file);
            if (BeginsFrame(marker) && (frame != default || length < 8))
                throw Damaged(at);
            if (BeginsFrame(marker))
            {
                frame = new(
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 3)..]),
                    file.Length,
                    PixelsPerByte
                );
            }

            at += length;
            if (marker == Sos && ++scans > MostScans)
                throw new InvalidDataException($"it is a JPEG file of more than {MostScans} scans.");
            if (marker == Sos)
                at = EndOfData(file, at);
        }
        return frame != default && scans > 0
            ? frame with
            {
                End = at,
            }
            : throw new InvalidDataException("it is a JPEG file without an image in it.");
    }

    private static byte MarkerAt(ReadOnlySpan<byte> file, ref int at)
    {
        if (at < file.Length && file[at] != 0xff)
            throw Damaged(at);
        while (at < file.Length && file[at] == 0xff)
            at++;
        return at < file.Length ? file[at++] : throw Truncated(file);
    }

    // In compressed data 0xff is followed by 0 where it means itself, and restart markers belong to
    // the data.
    private static int EndOfData(ReadOnlySpan<byte> file, int at)
    {
        for (; file[at..].IndexOf((byte)0xff) is var ahead and >= 0 && at + ahead + 1 < file.Length; at += ahead + 1)
        {
            if (file[at + ahead + 1] is var next and not (0 or 0xff) && !Restarts(next))
                return at + ahead;
        }

        throw Truncated(file);
    }

    private static bool Restarts(byte marker) => marker is >= 0xd0 and <= 0xd7;

    private static bool BeginsFrame(byte marker) => marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);

    private static InvalidDataException Damaged(int at) =>
        new($"it is a damaged JPEG file: no segment begins where one should, at byte {at}.");

    private static InvalidDataException Truncated(ReadOnlySpan<byte> file) =>
        new($"it is a truncated JPEG file: its {file.Length} bytes end before the image does.");
}
