using System.Buffers.Binary;
using System.Text;

namespace RoCL.Contracts.Native;

/// <summary>
/// The symbol versions that a 64-bit ELF file needs from other libraries, and how to make one of
/// them optional.
/// </summary>
/// <remarks>
/// Reading past the end gives zeros, and a zero ends every chain, so that a damaged file is left
/// unchanged instead of failing. Reference: the System V ABI and the Linux Standard Base, "Symbol
/// Versioning", section <c>SHT_GNU_verneed</c>.
/// </remarks>
internal static class VersionNeeds
{
    private const uint SectionOfVersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Sets <c>VER_FLG_WEAK</c> on every need of the given version.</summary>
    /// <param name="elf">
    /// The whole file, changed in place; unchanged when it is no little-endian 64-bit ELF file.
    /// </param>
    /// <param name="version">A version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The number of needs that were changed.</returns>
    public static int Weaken(byte[] elf, string version)
    {
        if (!elf.AsSpan().StartsWith<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            return 0;

        var flagOffsets = FlagsOfNeeds(elf, Encoding.ASCII.GetBytes(version)).ToList();
        foreach (var offset in flagOffsets)
        {
            var flags = (ushort)(UInt16At(elf, offset) | Weak);
            BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan((int)offset), flags);
        }
        return flagOffsets.Count;
    }

    // The offsets of the `vna_flags` of every need with the given name.
    private static IEnumerable<long> FlagsOfNeeds(byte[] elf, byte[] version)
    {
        var sections = Int64At(elf, 40);
        var sectionSize = UInt16At(elf, 58);
        var sectionCount = UInt16At(elf, 60);
        return from section in Enumerable.Range(0, sectionCount).Select(i => sections + i * (long)sectionSize)
            where UInt32At(elf, section + 4) == SectionOfVersionNeeds
            let linkedSection = sections + UInt32At(elf, section + 40) * (long)sectionSize
            let names = Int64At(elf, linkedSection + 24)
            from library in Chain(elf, Int64At(elf, section + 24), UInt32At(elf, section + 44))
            from need in Chain(elf, library + UInt32At(elf, library + 8), UInt16At(elf, library + 2))
            where Contains(elf, need, 16) && IsName(elf, names + UInt32At(elf, need + 8), version)
            select need + 4;
    }

    // Entries of 16 bytes. The last four bytes of each are the distance to the next: 0 in the last.
    private static IEnumerable<long> Chain(byte[] elf, long first, long count)
    {
        var entry = first;
        for (var i = 0L; i < count; i++)
        {
            yield return entry;
            var distance = UInt32At(elf, entry + 12);
            if (distance == 0)
                yield break;
            entry += distance;
        }
    }

    private static bool IsName(byte[] elf, long offset, byte[] name) =>
        Contains(elf, offset, name.Length + 1)
        && elf.AsSpan((int)offset).StartsWith(name)
        && elf[offset + name.Length] == 0;

    private static bool Contains(byte[] elf, long offset, int length) => offset >= 0 && offset <= elf.Length - length;

    private static ushort UInt16At(byte[] elf, long offset) =>
        Contains(elf, offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan((int)offset)) : default;

    private static uint UInt32At(byte[] elf, long offset) =>
        Contains(elf, offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan((int)offset)) : default;

    private static long Int64At(byte[] elf, long offset) =>
        Contains(elf, offset, 8) ? BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan((int)offset)) : default;
}
