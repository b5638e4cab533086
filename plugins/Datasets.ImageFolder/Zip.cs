using System.IO.Compression;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A <c>.zip</c>, unpacked in memory and never to disk.</summary>
internal static class Zip
{
    // In the upper half of the attributes Unix keeps the kind of a file.
    private const int KindOfFile = 0xf000,
        SymbolicLink = 0xa000;

    // Deflate can't shrink more than 1,032 bytes into one (RFC 1951).
    private const long MostShrinking = 1032;

    /// <summary>Whether the file calls itself a zip archive.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith("PK"u8);

    /// <summary>Its files and folders.</summary>
    /// <exception cref="ProblemException">ROCL0429 to ROCL0431.</exception>
    public static List<Entry> Read(string path, FileStream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
                Check(path, entry);
            // Files that share their bytes would unpack to any size.
            if (zip.Entries.Sum(entry => entry.CompressedLength) > file.Length)
                throw Entry.Damaged(path, $"its files claim more than its {file.Length} bytes.");
            var images = zip.Entries.Where(entry => Tree.IsImage(entry.FullName)).ToList();
            var size = images.Sum(entry => entry.Length);
            return size <= Entry.LargestArchive
                ? [.. zip.Entries.Select(entry => Read(path, entry))]
                : throw Entry.TooLarge(path, $"its images claim {size} bytes; {Entry.LargestArchive} are allowed.");
        }
        catch (Exception e) when (e is not ProblemException)
        {
            // Not one kind of exception: damage also shows as an overflow, as an unsupported method
            // or as an argument out of range.
            throw Entry.Damaged(path, $"it is no zip archive, or it is damaged or cut short: {e.Message}", e);
        }
    }

    private static void Check(string path, ZipArchiveEntry entry)
    {
        Entry.CheckName(path, entry.FullName);
        Entry.CheckSize(path, entry.FullName, entry.Length);
        if (entry.Length > MostShrinking * entry.CompressedLength)
        {
            throw Entry.Damaged(
                path,
                $"'{Entry.Shown(entry.FullName)}' claims {entry.Length} bytes, more than {entry.CompressedLength} can hold."
            );
        }

        if ((entry.ExternalAttributes >> 16 & KindOfFile) == SymbolicLink)
        {
            throw Entry.Outside(
                path,
                $"'{Entry.Shown(entry.FullName)}' is a link; plain files and folders are expected."
            );
        }

        if (entry.IsEncrypted)
            throw Entry.Damaged(path, $"'{Entry.Shown(entry.FullName)}' is encrypted.");
    }

    private static Entry Read(string path, ZipArchiveEntry entry) =>
        new(
            entry.FullName,
            IsFolder: entry.FullName is [.., '/' or '\\'],
            Tree.IsImage(entry.FullName) ? Unpacked(path, entry) : default
        );

    private static byte[] Unpacked(string path, ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var unpacked = entry.Open();
        var whole =
            unpacked.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            && unpacked.ReadByte() < 0;
        return whole && Png.Crc(bytes) == entry.Crc32
            ? bytes
            : throw Entry.Damaged(
                path,
                $"'{Entry.Shown(entry.FullName)}' is damaged: it has another length or another checksum than the archive says."
            );
    }
}
