using System.Buffers.Binary;

namespace RoCL.Plugins.Natives;

/// <summary>What a Linux library says of its own length.</summary>
/// <remarks>
/// The table of sections, which the header names, stands at the end of the file. To map a file that
/// was cut short works; to touch the part that is not there ends the process by SIGBUS. Reference:
/// the System V ABI, "ELF Header".
/// </remarks>
public static class ElfFile
{
    private const int HeaderBytes = 64;
    private const int TableOffset = 40;
    private const int EntrySize = 58;
    private const int EntryCount = 60;

    /// <summary>
    /// Whether a file is shorter than its header says; no for files of any other kind.
    /// </summary>
    /// <param name="path">The file's path.</param>
    public static bool IsCutShort(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderBytes];
        var read = file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        // 64 bits, little-endian.
        var magic = "\u007fELF\u0002\u0001"u8;
        if (!header[..read].StartsWith(magic))
            return read < magic.Length;
        if (read < HeaderBytes)
            return true;
        var table = BinaryPrimitives.ReadInt64LittleEndian(header[TableOffset..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header[EntrySize..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header[EntryCount..]);
        return file.Length < table + (long)size * count;
    }
}
