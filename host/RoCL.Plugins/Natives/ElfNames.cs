using System.Buffers.Binary;
using System.Text;

namespace RoCL.Plugins.Natives;

/// <summary>By which names a Linux library is known, and which it needs.</summary>
/// <remarks>
/// Read from the table of the dynamic linker; the library is not loaded. A file of another kind, or
/// one that is damaged, has no names. Reference: the System V ABI, "Dynamic Linking".
/// </remarks>
/// <param name="Own">
/// Its SONAME, by which a loaded library is found; <see langword="null"/> without one.
/// </param>
/// <param name="Needed">The names of the libraries that it asks the linker for.</param>
public sealed record ElfNames(string? Own, ImmutableArray<string> Needed)
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 64;
    private const int MostTableBytes = 1 << 16;
    private const int MostNameBytes = 256;
    private const int EntryBytes = 16;
    private const uint Loaded = 1;
    private const uint Dynamic = 2;
    private const long NeededTag = 1;
    private const long StringsTag = 5;
    private const long OwnTag = 14;

    private static readonly ElfNames None = new(null, []);

    /// <summary>Those of a file.</summary>
    /// <param name="path">Its path.</param>
    public static ElfNames Of(string path)
    {
        using var file = File.OpenRead(path);
        var header = Read(file, 0, HeaderBytes);
        if (header.Length < HeaderBytes || !header.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
            return None;
        var segments = SegmentsOf(file, header);
        if (segments.Find(segment => segment.Kind == Dynamic) is not { } table)
            return None;
        var entries = EntriesOf(Read(file, table.Offset, (int)Math.Min(table.Length, MostTableBytes)));
        var strings = entries.Find(entry => entry.Tag == StringsTag)?.Value ?? -1;
        var holder = segments.Find(segment => segment.Kind == Loaded && segment.Holds(strings));
        if (holder is null)
            return None;
        var offset = holder.Offset + strings - holder.Address;
        var own = entries.Find(entry => entry.Tag == OwnTag);
        return new(
            own is null ? null : NameAt(file, offset + own.Value),
            [.. entries.Where(entry => entry.Tag == NeededTag).Select(entry => NameAt(file, offset + entry.Value))]
        );
    }

    private static List<Segment> SegmentsOf(FileStream file, byte[] header)
    {
        var start = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(54));
        var count = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56)), (ushort)MostSegments);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => Read(file, start + i * (long)size, 40))
                .Where(bytes => bytes.Length == 40)
                .Select(bytes => new Segment(
                    BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32))
                )),
        ];
    }

    private static List<LinkerEntry> EntriesOf(byte[] table) =>
        [
            .. Enumerable
                .Range(0, table.Length / EntryBytes)
                .Select(i => table.AsSpan(i * EntryBytes, EntryBytes).ToArray())
                .Select(bytes => new LinkerEntry(
                    BinaryPrimitives.ReadInt64LittleEndian(bytes),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8))
                ))
                .TakeWhile(entry => entry.Tag != 0),
        ];

    private static string NameAt(FileStream file, long offset)
    {
        var bytes = Read(file, offset, MostNameBytes);
        var end = bytes.AsSpan().IndexOf((byte)0);
        return Encoding.UTF8.GetString(bytes, 0, Math.Max(end, 0));
    }

    private static byte[] Read(FileStream file, long offset, int length)
    {
        if (offset < 0 || offset >= file.Length || length <= 0)
            return [];
        var bytes = new byte[Math.Min(length, file.Length - offset)];
        file.Position = offset;
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private sealed record Segment(uint Kind, long Offset, long Address, long Length)
    {
        public bool Holds(long address) => address >= Address && address - Address < Length;
    }

    private sealed record LinkerEntry(long Tag, long Value);
}
