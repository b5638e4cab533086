using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using RoCL.Contracts.Native;

namespace RoCL.Runs.Natives;

/// <summary>A Linux library that has a name and nothing else.</summary>
/// <remarks>
/// To Linux, a library that is asked for by the name of a loaded one is that one. .NET asks for a
/// library <c>torch_cpu</c> as <c>torch_cpu.so</c> first, which nothing is called, and then as
/// <c>libtorch_cpu.so</c> in the program's own folder, which would be a second libtorch. With this
/// one loaded the first question has its answer. Reference: the System V ABI, "Dynamic Linking".
/// </remarks>
internal static class NamedLibrary
{
    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int EntryBytes = 16;
    private const int SymbolBytes = 24;
    private const int Entries = 6;
    private const int DynamicOffset = HeaderBytes + 2 * SegmentBytes;
    private const int SymbolsOffset = DynamicOffset + Entries * EntryBytes;
    private const int NamesOffset = SymbolsOffset + SymbolBytes;
    private const int Page = 0x10000;

    /// <summary>The library's file in a folder, written where it is not there.</summary>
    /// <param name="folder">The folder, which may not exist yet.</param>
    /// <param name="name">What the library is called, such as <c>torch_cpu.so</c>.</param>
    public static string In(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        var bytes = Of(name);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return path;
        CachedFile.Write(path, bytes);
        return path;
    }

    /// <summary>The library's bytes.</summary>
    /// <param name="name">What it is called, such as <c>torch_cpu.so</c>.</param>
    public static byte[] Of(string name)
    {
        var names = Encoding.ASCII.GetBytes($"\0{name}\0");
        var file = new byte[NamesOffset + names.Length];
        WriteHeader(file);
        // Loaded whole, readable and writable, since the loader notes addresses in its tables.
        WriteSegment(file, HeaderBytes, kind: 1, offset: 0, file.Length, Page);
        WriteSegment(file, HeaderBytes + SegmentBytes, kind: 2, DynamicOffset, Entries * EntryBytes, alignment: 8);
        ReadOnlySpan<long> table =
        [
            .. Entry(tag: 14, value: 1), // its name, at byte 1 of the names
            .. Entry(tag: 5, NamesOffset),
            .. Entry(tag: 10, names.Length),
            .. Entry(tag: 6, SymbolsOffset),
            .. Entry(tag: 11, SymbolBytes),
            .. Entry(tag: 0, value: 0),
        ];
        MemoryMarshal.AsBytes(table).CopyTo(file.AsSpan(DynamicOffset));
        names.CopyTo(file.AsSpan(NamesOffset));
        return file;
    }

    private static long[] Entry(long tag, long value) => [tag, value];

    private static void WriteHeader(Span<byte> file)
    {
        // 64 bits, little-endian, version 1.
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file[16..], 3); // a shared library
        BinaryPrimitives.WriteUInt16LittleEndian(file[18..], Processor());
        BinaryPrimitives.WriteUInt32LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file[32..], HeaderBytes); // where the segments are
        BinaryPrimitives.WriteUInt16LittleEndian(file[52..], HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file[54..], SegmentBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file[56..], 2);
    }

    private static void WriteSegment(Span<byte> file, int position, uint kind, long offset, long length, long alignment)
    {
        var segment = file[position..];
        BinaryPrimitives.WriteUInt32LittleEndian(segment, kind);
        BinaryPrimitives.WriteUInt32LittleEndian(segment[4..], 6); // readable, writable
        BinaryPrimitives.WriteInt64LittleEndian(segment[8..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(segment[16..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(segment[24..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(segment[32..], length);
        BinaryPrimitives.WriteInt64LittleEndian(segment[40..], length);
        BinaryPrimitives.WriteInt64LittleEndian(segment[48..], alignment);
    }

    private static ushort Processor() =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? (ushort)183 : (ushort)62;
}
