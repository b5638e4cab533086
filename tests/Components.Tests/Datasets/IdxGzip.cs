using System.Buffers.Binary;
using System.IO.Compression;

namespace Components.Tests.Datasets;

/// <summary>Writes gzip-compressed IDX files, sound ones and others.</summary>
internal static class IdxGzip
{
    /// <summary>
    /// The bytes of a file with the given header and values, whether they fit together or not.
    /// </summary>
    public static byte[] Of(uint[] sizes, byte[] values, uint? magic = null)
    {
        var words = sizes.Prepend(magic ?? (0x800u | (uint)sizes.Length)).ToArray();
        var header = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 * i), words[i]);
        return Packed([.. header, .. values]);
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Unpacked(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
