using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;

namespace RoCL.Datasets.ImageFolder;

/// <summary>A <c>.tar.gz</c>, unpacked in memory and never to disk.</summary>
internal static class TarGzip
{
    // Deflate can't shrink more than 1,032 bytes into one (RFC 1951).
    private const long MostShrinking = 1032;

    // A gzip file has 18 bytes around what it holds, and a tar archive ends with two blocks of 512.
    private const int ShortestFile = 18,
        ShortestTar = 1024;

    /// <summary>Whether the file calls itself gzip-compressed.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0x1f, 0x8b]);

    /// <summary>Its files and folders.</summary>
    /// <exception cref="ProblemException">ROCL0429 to ROCL0431.</exception>
    public static List<Entry> Read(string path, FileStream file)
    {
        var tar = Unpacked(path, file);
        var entries = new List<Entry>();
        try
        {
            using var reader = new TarReader(new MemoryStream(tar));
            while (reader.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not TarEntryType.GlobalExtendedAttributes)
                    entries.Add(Checked(path, tar, entry));
            }

            return entries;
        }
        catch (Exception e) when (e is not ProblemException)
        {
            // Not one kind of exception: a damaged header also shows as an overflow or as an
            // argument out of range.
            throw Entry.Damaged(path, $"what it unpacks to is no tar archive, or a damaged one: {e.Message}", e);
        }
    }

    private static Entry Checked(string path, byte[] tar, TarEntry entry)
    {
        Entry.CheckName(path, entry.Name);
        if (entry.EntryType is TarEntryType.Directory)
            return new(entry.Name, true, default);
        if (
            entry.EntryType
            is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
        )
        {
            throw Entry.Outside(
                path,
                $"'{Entry.Shown(entry.Name)}' is a {entry.EntryType}; plain files and folders are expected, and no links."
            );
        }

        Entry.CheckSize(path, entry.Name, entry.Length);
        var start = entry.Length == 0 ? 0 : entry.DataOffset;
        return start >= 0 && start <= tar.Length - entry.Length
            ? new(entry.Name, false, tar.AsMemory((int)start, (int)entry.Length))
            : throw Entry.Damaged(
                path,
                $"'{Entry.Shown(entry.Name)}' claims {entry.Length} bytes, and the archive ends before them."
            );
    }

    private static byte[] Unpacked(string path, FileStream file)
    {
        // The last word of a gzip file is the length of what it holds; a missing end would go
        // unnoticed by GZipStream.
        var word = new byte[4];
        if (file.Length >= 4)
            file.Seek(-4, SeekOrigin.End);
        file.ReadAtLeast(word, 4, throwOnEndOfStream: false);
        var announced = BinaryPrimitives.ReadUInt32LittleEndian(word);
        // What is cut short ends by chance, and can seem to announce anything.
        if (
            file.Length < ShortestFile
            || announced < ShortestTar
            || announced > Math.Min(MostShrinking * file.Length, Entry.LargestArchive)
        )
        {
            throw Entry.Damaged(
                path,
                $"its {file.Length} bytes end by announcing {announced} bytes unpacked, where {Entry.LargestArchive} are allowed: "
                    + "it is cut short, or too large to be read without unpacking it."
            );
        }

        file.Position = 0;
        var bytes = new byte[announced];
        try
        {
            using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            var read = unpacked.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read == bytes.Length && unpacked.ReadByte() < 0
                ? bytes
                : throw Entry.Damaged(
                    path,
                    $"it unpacks to {(read < bytes.Length ? read : "more")} bytes, where its end announces {announced}: "
                        + "it is cut short, too large, or more than one gzip file."
                );
        }
        catch (InvalidDataException e)
        {
            throw Entry.Damaged(path, $"it is damaged or cut short: its {file.Length} bytes don't unpack.", e);
        }
    }
}
