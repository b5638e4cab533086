using System.Buffers.Binary;
using System.IO.Compression;

namespace RoCL.Contracts.Archives;

/// <summary>What a gzip-compressed tar archive unpacks to.</summary>
internal static class GzipContent
{
    // A gzip file has 18 bytes around what it holds, and a tar archive ends with two blocks of 512.
    private const int ShortestFile = 18;
    private const int ShortestTar = 1024;

    /// <summary>All of it.</summary>
    /// <exception cref="ArchiveException"><see cref="ArchiveFault.Damaged"/>.</exception>
    public static byte[] Unpack(Stream file, ArchiveLimits limits)
    {
        var announced = AnnouncedLength(file);
        var allowed = Math.Min(limits.LargestTotalHere, Archive.MostUnpackedPerByte * file.Length);

        // What is cut short ends by chance, and can seem to announce anything.
        if (file.Length < ShortestFile || announced < ShortestTar || announced > allowed)
        {
            throw Damaged(
                $"The file has {file.Length} bytes, and announces at its end that it unpacks to {announced} bytes, "
                    + $"where {ShortestTar} to {allowed} are expected: it is cut short, too large, or something else."
            );
        }

        var bytes = new byte[announced];
        try
        {
            Fill(bytes, file);
        }
        catch (InvalidDataException e)
        {
            throw Damaged($"The file is damaged or cut short: its {file.Length} bytes do not unpack.", e);
        }
        return bytes;
    }

    // The last word of a gzip file is the length of what it holds; a missing end would go unnoticed
    // by GZipStream.
    private static uint AnnouncedLength(Stream file)
    {
        var word = new byte[sizeof(uint)];
        file.Position = Math.Max(0, file.Length - word.Length);
        file.ReadAtLeast(word, word.Length, throwOnEndOfStream: false);
        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static void Fill(byte[] bytes, Stream file)
    {
        file.Position = 0;
        using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var read = unpacked.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length || unpacked.ReadByte() >= 0)
        {
            throw Damaged(
                $"The file unpacks to {(read < bytes.Length ? read : "more")} bytes, where its end announces "
                    + $"{bytes.Length}: it is cut short, or something was added."
            );
        }
    }

    private static ArchiveException Damaged(string message, Exception? cause = null) =>
        new(ArchiveFault.Damaged, message, cause);
}
