using System.Buffers.Binary;

namespace RoCL.Datasets.ImageFolder;

/// <summary>The tag of EXIF data that says how an image is to be turned.</summary>
/// <remarks>
/// The decoder reads it of JPEG files, and not of PNG files (eXIf).
/// <para>Reference: JEITA CP-3451, section 4.6.</para>
/// </remarks>
internal static class ExifOrientation
{
    private const int Tag = 0x112;
    private const int LengthOfEntry = 12;
    private const int PlaceOfDirectory = 4;
    private const int PlaceOfValue = 8;

    /// <summary>1 to 8; 1, as it is, where there is none or the data is damaged.</summary>
    /// <param name="exif">From the byte order on.</param>
    public static int In(ReadOnlySpan<byte> exif)
    {
        var isLittle = exif.StartsWith("II"u8);
        if (exif.Length < PlaceOfDirectory + sizeof(uint) || !(isLittle || exif.StartsWith("MM"u8)))
            return 1;
        var directory = Long(exif[PlaceOfDirectory..], isLittle);
        if (directory > exif.Length - sizeof(ushort))
            return 1;

        var count = Short(exif[(int)directory..], isLittle);
        for (var i = 0; i < count; i++)
        {
            var start = (int)directory + sizeof(ushort) + i * LengthOfEntry;
            if (start + LengthOfEntry > exif.Length)
                return 1;
            var value = Short(exif[(start + PlaceOfValue)..], isLittle);
            if (Short(exif[start..], isLittle) == Tag)
                return value is >= 1 and <= 8 ? value : 1;
        }
        return 1;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
