using System.Formats.Tar;

namespace RoCL.Contracts.Archives;

/// <summary>The files and folders of a tar archive in memory.</summary>
internal static class TarContent
{
    private const int Block = 512;

    // A tar archive ends with two blocks of zeros.
    private const int EndMark = 2 * Block;

    /// <summary>Those of an archive that is not compressed.</summary>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    public static List<ArchiveEntry> ReadUncompressed(Stream file, ArchiveLimits limits, Func<string, bool> isWanted)
    {
        if (file.Length > limits.LargestTotalHere)
        {
            throw new ArchiveException(
                ArchiveFault.TooLarge,
                $"The archive has {file.Length} bytes; {limits.LargestTotalHere} are allowed."
            );
        }

        var tar = new byte[file.Length];
        file.ReadExactly(tar);
        return Read(tar, limits, isWanted, mustHaveEnd: true);
    }

    /// <summary>Those of an archive that was unpacked to these bytes.</summary>
    /// <param name="tar">All of the archive. The entries keep parts of it.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="isWanted">By a file's own name.</param>
    /// <param name="mustHaveEnd">
    /// Whether the mark at the end is looked for. It alone says that an archive without compression
    /// was not cut between two files.
    /// </param>
    /// <exception cref="ArchiveException">The archive is refused.</exception>
    public static List<ArchiveEntry> Read(
        byte[] tar,
        ArchiveLimits limits,
        Func<string, bool> isWanted,
        bool mustHaveEnd = false
    )
    {
        using var stream = new MemoryStream(tar);
        using var reader = new TarReader(stream);
        var entries = new List<ArchiveEntry>();
        var count = 0;
        var end = 0L;
        while (Next(reader) is { } entry)
        {
            count++;
            if (count > limits.MostEntries)
            {
                throw new ArchiveException(
                    ArchiveFault.TooLarge,
                    $"The archive holds more than {limits.MostEntries} files and folders."
                );
            }

            CheckHeader(entry, tar, entry.Length == 0 ? stream.Position : entry.DataOffset);
            end = entry.Length == 0 ? stream.Position : EndOf(entry);
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;

            Check(entry, tar, limits);
            if (EntryName.Pieces(entry.Name).Length > 0)
                entries.Add(Kept(entry, tar, isWanted));
        }

        if (mustHaveEnd && !HasEnd(tar, end))
            throw Damaged("The archive is cut short: the blocks of zeros at its end are missing.");
        return entries;
    }

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e)
        {
            // Not one kind of exception: a damaged header also shows as an overflow or as an
            // argument out of range.
            throw Damaged($"The content is no tar archive, or a damaged one: {e.Message}", e);
        }
    }

    private static void CheckHeader(TarEntry entry, byte[] tar, long endOfHeader)
    {
        var start = endOfHeader - TarHeader.Length;
        var isSound =
            start >= 0
            && endOfHeader <= tar.Length
            && TarHeader.HasSum(tar.AsSpan((int)start, TarHeader.Length), entry.Checksum);
        if (isSound)
            return;
        throw Damaged($"The archive is damaged: a header before byte {endOfHeader} has another sum than it states.");
    }

    private static void Check(TarEntry entry, byte[] tar, ArchiveLimits limits)
    {
        EntryName.Check(entry.Name);
        if (entry.EntryType is TarEntryType.Directory)
            return;

        var name = Archive.Printable(entry.Name);
        if (!IsPlainFile(entry.EntryType))
        {
            throw new ArchiveException(
                ArchiveFault.LeadsOutside,
                $"The entry '{name}' is a {entry.EntryType}; plain files and folders are expected, and no links."
            );
        }

        if (entry.Length > limits.LargestFile)
        {
            throw new ArchiveException(
                ArchiveFault.TooLarge,
                $"The file '{name}' claims {entry.Length} bytes; {limits.LargestFile} are allowed."
            );
        }

        var start = StartOf(entry);
        if (start < 0 || start > tar.Length - entry.Length)
            throw Damaged($"The file '{name}' claims {entry.Length} bytes, and the archive ends before them.");
    }

    private static bool IsPlainFile(TarEntryType type) =>
        type is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;

    private static ArchiveEntry Kept(TarEntry entry, byte[] tar, Func<string, bool> isWanted)
    {
        if (entry.EntryType is TarEntryType.Directory)
            return new(entry.Name, IsFolder: true, default);
        var isKept = isWanted(EntryName.Pieces(entry.Name)[^1]);
        return new(
            entry.Name,
            IsFolder: false,
            isKept ? tar.AsMemory((int)StartOf(entry), (int)entry.Length) : default
        );
    }

    // Files fill whole blocks.
    private static long EndOf(TarEntry entry) => entry.DataOffset + (entry.Length + Block - 1) / Block * Block;

    private static long StartOf(TarEntry entry) => entry.Length == 0 ? 0 : entry.DataOffset;

    private static bool HasEnd(byte[] tar, long end) =>
        tar.Length - end >= EndMark && !tar.AsSpan((int)end, EndMark).ContainsAnyExcept((byte)0);

    private static ArchiveException Damaged(string message, Exception? cause = null) =>
        new(ArchiveFault.Damaged, message, cause);
}
