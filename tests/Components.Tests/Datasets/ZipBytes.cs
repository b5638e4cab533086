using System.IO.Compression;

namespace Components.Tests.Datasets;

/// <summary>Writes zip archives, sound ones and others.</summary>
internal static class ZipBytes
{
    private static ReadOnlySpan<byte> DirectoryRecord => "PK\u0001\u0002"u8;

    private const int PlaceOfChecksum = 16;
    private const int PlaceOfPackedSize = 20;
    private const int PlaceOfSize = 24;

    /// <summary>An archive of plain files.</summary>
    public static byte[] Of(params IEnumerable<(string Name, byte[] Bytes)> files) => WithAttributes(0, files);

    /// <summary>An archive with these attributes of the last file.</summary>
    public static byte[] WithAttributes(int ofLast, params IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var last = files.Last().Name;
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = name == last ? ofLast : 0;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>The archive with another unpacked size of its first file.</summary>
    public static byte[] Claiming(byte[] zip, uint size)
    {
        var claiming = zip.ToArray();
        BitConverter.GetBytes(size).CopyTo(claiming, claiming.AsSpan().IndexOf(DirectoryRecord) + PlaceOfSize);
        return claiming;
    }

    /// <summary>The archive with another checksum of its first file.</summary>
    public static byte[] Missummed(byte[] zip)
    {
        var missummed = zip.ToArray();
        missummed[missummed.AsSpan().IndexOf(DirectoryRecord) + PlaceOfChecksum] ^= 1;
        return missummed;
    }

    /// <summary>
    /// An archive of ten images, each of which claims the bytes of the first one.
    /// </summary>
    public static byte[] Sharing()
    {
        const int size = 9000;
        var noise = new byte[size];
        new Random(1).NextBytes(noise);
        var others = Enumerable.Range(1, 9).Select(i => ($"a/{i}.png", (byte[])[1]));
        var zip = Of(others.Prepend(("a/0.png", noise)));
        var position = zip.AsSpan().IndexOf(DirectoryRecord);
        while (position >= 0)
        {
            BitConverter.GetBytes(size).CopyTo(zip, position + PlaceOfPackedSize);
            var ahead = zip.AsSpan(position + 1).IndexOf(DirectoryRecord);
            position = ahead < 0 ? -1 : position + 1 + ahead;
        }
        return zip;
    }
}
