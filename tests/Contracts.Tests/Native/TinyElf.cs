using System.Buffers.Binary;
using System.Text;

namespace Contracts.Tests.Native;

/// <summary>
/// The smallest 64-bit ELF file with version needs: two libraries, the first with two needs, the
/// second with one.
/// </summary>
internal sealed class TinyElf
{
    private const int NeedsOffset = 64;
    private const int NamesOffset = 192;
    private const int SectionsOffset = 256;
    private const int SectionSize = 64;
    private const int EntrySize = 16;

    private readonly byte[] _bytes = new byte[SectionsOffset + 3 * SectionSize];
    private int _nextName = NamesOffset + 1;

    private TinyElf() { }

    /// <summary>Writes a file with needs of these names.</summary>
    /// <param name="first">The first need of the first library.</param>
    /// <param name="second">The second need of the first library.</param>
    /// <param name="third">The need of the second library.</param>
    public static byte[] Make(string first, string second, string third)
    {
        var elf = new TinyElf();
        elf.WriteHeaders();
        elf.WriteLibrary(NeedsOffset, needs: 2, distanceToNext: 3 * EntrySize);
        elf.WriteNeed(NeedsOffset + EntrySize, first, distanceToNext: EntrySize);
        elf.WriteNeed(NeedsOffset + 2 * EntrySize, second, distanceToNext: 0);
        elf.WriteLibrary(NeedsOffset + 3 * EntrySize, needs: 1, distanceToNext: 0);
        elf.WriteNeed(NeedsOffset + 4 * EntrySize, third, distanceToNext: 0);
        return elf._bytes;
    }

    // Three sections: none, the needs, and the names of the needs.
    private void WriteHeaders()
    {
        const int needsSection = SectionsOffset + SectionSize;
        const int namesSection = SectionsOffset + 2 * SectionSize;
        byte[] magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        magic.CopyTo(_bytes, 0);
        WriteUInt64(40, SectionsOffset);
        WriteUInt16(58, SectionSize);
        WriteUInt16(60, 3);
        WriteUInt32(needsSection + 4, 0x6ffffffe); // SHT_GNU_verneed
        WriteUInt64(needsSection + 24, NeedsOffset);
        WriteUInt32(needsSection + 40, 2); // the names are in section 2
        WriteUInt32(needsSection + 44, 2); // there are two libraries
        WriteUInt64(namesSection + 24, NamesOffset);
    }

    private void WriteLibrary(int offset, ushort needs, uint distanceToNext)
    {
        WriteUInt16(offset + 2, needs);
        WriteUInt32(offset + 8, EntrySize);
        WriteUInt32(offset + 12, distanceToNext);
    }

    private void WriteNeed(int offset, string name, uint distanceToNext)
    {
        WriteUInt32(offset + 8, (uint)(_nextName - NamesOffset));
        WriteUInt32(offset + 12, distanceToNext);
        Encoding.ASCII.GetBytes(name).CopyTo(_bytes, _nextName);
        _nextName += name.Length + 1;
    }

    private void WriteUInt16(int offset, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(offset), value);

    private void WriteUInt32(int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset), value);

    private void WriteUInt64(int offset, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(offset), value);
}
