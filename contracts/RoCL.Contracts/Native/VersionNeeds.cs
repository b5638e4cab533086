using System.Buffers.Binary;
using System.Text;

namespace RoCL.Contracts.Native;

/// <summary>The symbol versions that an ELF file of 64 bits needs from other libraries, and how to make one of them optional.</summary>
/// <remarks>Reference: the System V ABI and the Linux Standard Base, "Symbol Versioning", section <c>SHT_GNU_verneed</c>.</remarks>
internal static class VersionNeeds
{
    private const uint SectionOfVersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Sets <c>VER_FLG_WEAK</c> on every need of the given version; the number of needs that were changed.</summary>
    /// <param name="elf">The whole file, changed in place; left alone when it is no little-endian ELF of 64 bits.</param>
    /// <param name="version">A version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    public static int Weaken(Span<byte> elf, string version)
    {
        if (elf.Length < 64 || !elf[..6].SequenceEqual<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1])) return 0;
        var sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[40..]);
        int size = U16(elf, 58), count = U16(elf, 60);
        for (var i = 0; i < count; i++)
        {
            var section = sections + i * size;
            if (U32(elf, section + 4) != SectionOfVersionNeeds) continue;
            var names = (int)U64(elf, sections + (int)U32(elf, section + 40) * size + 24);
            return WeakenIn(elf, (int)U64(elf, section + 24), names, version);
        }
        return 0;
    }

    private static int WeakenIn(Span<byte> elf, int need, int names, string version)
    {
        var changed = 0;
        for (uint step = uint.MaxValue; step != 0; need += (int)step)
        {
            step = U32(elf, need + 12);
            var entry = need + (int)U32(elf, need + 8);
            for (uint next = uint.MaxValue; next != 0; entry += (int)next)
            {
                next = U32(elf, entry + 12);
                if (NameAt(elf, names + (int)U32(elf, entry + 8)) != version) continue;
                BinaryPrimitives.WriteUInt16LittleEndian(elf[(entry + 4)..], (ushort)(U16(elf, entry + 4) | Weak));
                changed++;
            }
        }
        return changed;
    }

    private static string NameAt(Span<byte> elf, int at) => Encoding.ASCII.GetString(elf[at..][..elf[at..].IndexOf((byte)0)]);
    private static ushort U16(Span<byte> elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf[at..]);
    private static uint U32(Span<byte> elf, int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf[at..]);
    private static ulong U64(Span<byte> elf, int at) => BinaryPrimitives.ReadUInt64LittleEndian(elf[at..]);
}
