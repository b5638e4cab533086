using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace RoCL.Datasets.Cifar;

/// <summary>
/// Reads a <c>.tar.gz</c> in memory: nothing of it is ever written to disk, and what no official
/// archive holds is refused.
/// </summary>
internal static class Archive
{
    // The official archives unpack to 175 to 186 MB; Deflate can't shrink more than 1,032 bytes
    // into one (RFC 1951).
    private const long MostUnpacked = 512L << 20;
    private const long MostShrinking = 1032;
    private const int MostEntries = 1000;

    // A gzip file has 18 bytes around what it holds, and a tar archive ends with two blocks of 512.
    private const int ShortestFile = 18,
        ShortestTar = 1024;

    /// <summary>The files wanted, which may lie in folders.</summary>
    /// <exception cref="ProblemException">ROCL0441, ROCL0443 and ROCL0444.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Contents Read(string path, IReadOnlySet<string> wanted, bool summed)
    {
        using var file = File.OpenRead(path);
        var tar = Unpacked(path, file);
        var (names, files) = (new HashSet<string>(), new Dictionary<string, Content>());
        foreach (var (name, bytes) in Files(path, tar))
        {
            if (!names.Add(name))
                throw Refused.CutShort(path, $"it holds '{name.Shown()}' twice.");
            if (wanted.Contains(name))
                files.Add(name, new(Path.Combine(path, name), bytes));
        }
        return new(path, summed ? Md5(file) : null, names, files);
    }

    // MD5 is what was published. It tells of damage and mix-ups; that nothing in a file can do harm
    // doesn't lean on it.
    private static string Md5(FileStream file)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, file));
    }

    private static byte[] Unpacked(string path, FileStream file)
    {
        // The last word of a gzip file is the length of what it holds; a missing end would go
        // unnoticed by GZipStream.
        var (ends, word) = (new byte[4], new byte[4]);
        file.ReadAtLeast(ends, 4, throwOnEndOfStream: false);
        if (ends is not [0x1f, 0x8b, ..] || file.Length < ShortestFile)
        {
            throw Refused.CutShort(
                path,
                $"its {file.Length} bytes begin with {Convert.ToHexStringLower(ends)}; a gzip-compressed archive begins with 1f8b."
            );
        }

        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(word);
        var announced = BinaryPrimitives.ReadUInt32LittleEndian(word);
        if (announced < ShortestTar || announced > Math.Min(MostUnpacked, MostShrinking * file.Length))
        {
            throw Refused.CutShort(
                path,
                $"the last of its {file.Length} bytes announce {announced} bytes unpacked, where the official archives "
                    + "have some 180 million: it is cut short, or something else."
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
                : throw Refused.CutShort(
                    path,
                    $"it unpacks to {(read < bytes.Length ? read : "more")} bytes, where its end announces {announced}: it is cut short, or something was added."
                );
        }
        catch (InvalidDataException e)
        {
            throw Refused.CutShort(path, $"it is damaged or cut short: its {file.Length} bytes don't unpack.", e);
        }
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Files(string path, byte[] tar)
    {
        using var reader = new TarReader(new MemoryStream(tar));
        for (var count = 0; Next(path, reader) is { } entry; count++)
        {
            if (count == MostEntries)
                throw Refused.TooLarge(path, $"it holds more than {MostEntries} files and folders.");
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            var name = entry.Name.Shown();
            if (Leaves(entry.Name))
                throw Refused.Outside(path, $"'{name}' leads out of the archive's folder.");
            if (entry.EntryType is TarEntryType.Directory)
                continue;
            if (
                entry.EntryType
                is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
            )
            {
                throw Refused.Outside(
                    path,
                    $"'{name}' is a {entry.EntryType}; plain files and folders are expected, and no links."
                );
            }

            if (entry.Length > Contents.MostPerFile)
            {
                throw Refused.TooLarge(
                    path,
                    $"'{name}' claims {entry.Length} bytes; {Contents.MostPerFile} are allowed."
                );
            }

            var start = entry.Length == 0 ? 0 : entry.DataOffset;
            if (start < 0 || start > tar.Length - entry.Length)
            {
                throw Refused.CutShort(
                    path,
                    $"'{name}' claims {entry.Length} bytes, and the archive ends before them."
                );
            }

            yield return (entry.Name.Split('/', '\\')[^1], tar.AsMemory((int)start, (int)entry.Length));
        }
    }

    private static TarEntry? Next(string path, TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e)
        {
            // Not one kind of exception: a damaged header also shows as an overflow or as an
            // argument out of range.
            throw Refused.CutShort(path, $"what it unpacks to is no tar archive, or a damaged one: {e.Message}", e);
        }
    }

    private static bool Leaves(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || name is [_, ':', ..] || name.Split('/', '\\').Contains("..");
}
