using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Shared.Datasets;

/// <summary>Writes <c>.tar.gz</c> files, sound ones and others.</summary>
internal static class TarGzip
{
    /// <summary>An archive of plain files, in the format that the official ones have.</summary>
    public static byte[] Of(params IEnumerable<(string Name, byte[] Bytes)> files) =>
        Entries([.. files.Select(file => File(file.Name, file.Bytes))]);

    public static TarEntry File(string name, byte[] bytes) =>
        new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) };

    public static TarEntry Link(string name, string target, TarEntryType type = TarEntryType.SymbolicLink) =>
        new UstarTarEntry(type, name) { LinkName = target };

    public static byte[] Entries(params TarEntry[] entries) => Packed(Tar(entries));

    /// <summary>An archive of one file of three bytes, whose header claims another size.</summary>
    public static byte[] Claiming(string name, long size)
    {
        const int placeOfSize = 124;
        var tar = Tar(File(name, [1, 2, 3]));
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(tar, placeOfSize);
        return Packed(tar);
    }

    public static byte[] Tar(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        }

        return bytes.ToArray();
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
