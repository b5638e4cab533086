using System.IO.Compression;
using System.IO.Hashing;

namespace RoCL.Contracts.Archives;

/// <summary>The files and folders of a zip archive.</summary>
internal static class ZipContent
{
    // In the upper half of the attributes Unix keeps the kind of a file.
    private const int KindOfFile = 0xf000;
    private const int SymbolicLink = 0xa000;

    /// <summary>All of them.</summary>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    public static List<ArchiveEntry> Read(Stream file, ArchiveLimits limits, Func<string, bool> isWanted)
    {
        using var zip = Guarded(() => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        var entries = Guarded(() => zip.Entries);
        if (entries.Count > limits.MostEntries)
            throw TooLarge($"The archive holds more than {limits.MostEntries} files and folders.");
        foreach (var entry in entries)
            Check(entry, limits);

        // Files that share their bytes would unpack to any size.
        if (entries.Sum(entry => entry.CompressedLength) > file.Length)
            throw Damaged($"The files of the archive claim more than its {file.Length} bytes.");

        var named = entries.Where(entry => EntryName.Pieces(entry.FullName).Length > 0).ToList();
        var wanted = named.Where(entry => IsWanted(entry, isWanted)).ToHashSet();
        var size = wanted.Sum(entry => entry.Length);
        if (size > limits.LargestTotalHere)
            throw TooLarge($"The files to be read claim {size} bytes; {limits.LargestTotalHere} are allowed.");
        return [.. named.Select(entry => Kept(entry, wanted.Contains(entry)))];
    }

    private static void Check(ZipArchiveEntry entry, ArchiveLimits limits)
    {
        EntryName.Check(entry.FullName);
        var name = Archive.Printable(entry.FullName);
        if (entry.Length > limits.LargestFile)
            throw TooLarge($"The file '{name}' claims {entry.Length} bytes; {limits.LargestFile} are allowed.");
        if (entry.Length > Archive.MostUnpackedPerByte * entry.CompressedLength)
        {
            throw Damaged(
                $"The file '{name}' claims {entry.Length} bytes, more than {entry.CompressedLength} bytes can hold."
            );
        }

        if ((entry.ExternalAttributes >> 16 & KindOfFile) == SymbolicLink)
        {
            throw new ArchiveException(
                ArchiveFault.LeadsOutside,
                $"The entry '{name}' is a link; plain files and folders are expected."
            );
        }

        if (entry.IsEncrypted)
            throw Damaged($"The file '{name}' is encrypted.");
    }

    private static bool IsWanted(ZipArchiveEntry entry, Func<string, bool> isWanted) =>
        !IsFolder(entry) && isWanted(EntryName.Pieces(entry.FullName)[^1]);

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName is [.., '/' or '\\'];

    private static ArchiveEntry Kept(ZipArchiveEntry entry, bool isWanted) =>
        new(entry.FullName, IsFolder(entry), isWanted ? Guarded(() => Unpack(entry)) : default);

    // ZipArchive compares neither the length nor the checksum.
    private static byte[] Unpack(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var unpacked = entry.Open();
        var read = unpacked.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var isWhole = read == bytes.Length && unpacked.ReadByte() < 0;
        if (!isWhole || Crc32.HashToUInt32(bytes) != entry.Crc32)
        {
            throw Damaged(
                $"The file '{Archive.Printable(entry.FullName)}' is damaged: "
                    + "it has another length or another checksum than the archive says."
            );
        }
        return bytes;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (ArchiveException or FileNotFoundException or FileLoadException))
        {
            // Not one kind of exception: damage also shows as an overflow, as an unsupported method
            // or as an argument out of range. A library that is not there is no damage.
            throw Damaged($"The file is no zip archive, or it is damaged or cut short: {e.Message}", e);
        }
    }

    private static ArchiveException Damaged(string message, Exception? cause = null) =>
        new(ArchiveFault.Damaged, message, cause);

    private static ArchiveException TooLarge(string message) => new(ArchiveFault.TooLarge, message);
}
