namespace RoCL.Contracts.Archives;

/// <summary>
/// Reads a <c>.tar</c>, <c>.tar.gz</c> or <c>.zip</c> file that nobody vouches for. Nothing of it
/// is ever written to disk.
/// </summary>
/// <remarks>
/// An archive is refused as a whole, by <see cref="ArchiveException"/>, if it is damaged or cut
/// short, claims sizes that it could not have, holds links or devices, names a path that is rooted
/// or has <c>..</c> in it, holds one file twice, or exceeds the limits. No memory is taken for a
/// size that is merely claimed.
/// </remarks>
public static class Archive
{
    /// <summary>
    /// The most bytes that one byte of Deflate unpacks to, in gzip, zip and PNG files: what a
    /// header may claim at the most. Reference: RFC 1951, 258 bytes from two bits.
    /// </summary>
    public const int MostUnpackedPerByte = 1032;

    private const int LongestPrintable = 80;

    private const int PlaceOfTarSignature = 257;

    private static ReadOnlySpan<byte> TarSignature => "ustar"u8;

    private static ReadOnlySpan<byte> GzipSignature => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> ZipSignature => "PK"u8;

    /// <summary>What a file is by its first bytes.</summary>
    /// <param name="file">A stream that can seek; it is at its beginning afterwards.</param>
    public static ArchiveFormat FormatOf(Stream file)
    {
        var start = new byte[PlaceOfTarSignature + TarSignature.Length];
        file.Position = 0;
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;

        if (start.AsSpan().StartsWith(GzipSignature))
            return ArchiveFormat.TarGzip;
        if (start.AsSpan().StartsWith(ZipSignature))
            return ArchiveFormat.Zip;
        return start.AsSpan(PlaceOfTarSignature).StartsWith(TarSignature) ? ArchiveFormat.Tar : ArchiveFormat.Unknown;
    }

    /// <summary>Every file and folder of an archive, in the archive's order.</summary>
    /// <param name="file">A stream that can seek.</param>
    /// <param name="limits">What the archive may hold.</param>
    /// <param name="isWanted">
    /// Whether the bytes of a file are wanted, by the file's own name without its folders. Of a zip
    /// archive, other files are not even unpacked.
    /// </param>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IReadOnlyList<ArchiveEntry> Read(Stream file, ArchiveLimits limits, Func<string, bool> isWanted)
    {
        var entries = FormatOf(file) switch
        {
            ArchiveFormat.Tar => TarContent.ReadUncompressed(file, limits, isWanted),
            ArchiveFormat.TarGzip => TarContent.Read(GzipContent.Unpack(file, limits), limits, isWanted),
            ArchiveFormat.Zip => ZipContent.Read(file, limits, isWanted),
            _ => throw new ArchiveException(
                ArchiveFault.Damaged,
                $"The file's {file.Length} bytes begin neither as a tar, nor as a gzip, nor as a zip file does."
            ),
        };
        CheckForDuplicates(entries);
        return entries;
    }

    /// <summary>
    /// A text of a file that nobody vouches for, fit for a terminal: short, and without control
    /// characters.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Printable(string text)
    {
        var start = text.Take(LongestPrintable).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        return string.Concat(start) + (text.Length > LongestPrintable ? "..." : "");
    }

    private static void CheckForDuplicates(List<ArchiveEntry> entries)
    {
        var names = new HashSet<string>();
        foreach (var entry in entries.Where(entry => !entry.IsFolder))
        {
            if (!names.Add(string.Join('/', entry.Path)))
            {
                throw new ArchiveException(ArchiveFault.Damaged, $"The archive holds '{Printable(entry.Name)}' twice.");
            }
        }
    }
}
