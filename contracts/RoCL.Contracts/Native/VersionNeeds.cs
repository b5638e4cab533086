using System.Buffers.Binary;
using System.Text;

namespace RoCL.Contracts.Native;

/// <summary>
/// The symbol versions that an ELF file of 64 bits needs from other libraries, and how to make one
/// of them optional.
/// </summary>
/// <remarks>
/// Reading past the end gives zeros, and a zero ends every chain, so a damaged file changes nothing
/// and stops nobody. Reference: the System V ABI and the Linux Standard Base, "Symbol Versioning",
/// section <c>SHT_GNU_verneed</c>.
/// </remarks>
internal static class VersionNeeds
{
    private const uint SectionOfVersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>
    /// Sets <c>VER_FLG_WEAK</c> on every need of the given version; the number of needs that were
    /// changed.
    /// </summary>
    /// <param name="elf">
    /// The whole file, changed in place; left alone when it is no little-endian ELF of 64 bits.
    /// </param>
    /// <param name="version">A version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    public static int Weaken(byte[] elf, string version)
    {
        if (!elf.AsSpan().StartsWith<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            return 0;
        var flags = Needs(elf, Encoding.ASCII.GetBytes(version)).ToList();
        foreach (var flag in flags)
            BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan((int)flag), (ushort)(U16(elf, flag) | Weak));
        return flags.Count;
    }

    private static IEnumerable<long> Needs(byte[] elf, byte[] version)
    {
        long sections = U64(elf, 40),
            size = U16(elf, 58),
            count = U16(elf, 60);
        return from section in Enumerable.Range(0, (int)count).Select(i => sections + i * size)
            where U32(elf, section + 4) == SectionOfVersionNeeds
            let names = U64(elf, sections + U32(elf, section + 40) * size + 24)
            from need in Chain(elf, U64(elf, section + 24), U32(elf, section + 44))
            from entry in Chain(elf, need + U32(elf, need + 8), U16(elf, need + 2))
            where Has(elf, entry, 16) && IsName(elf, names + U32(elf, entry + 8), version)
            select entry + 4;
    }

    // Entries of 16 bytes, each with the distance to the next in its last four: 0 in the last one.
    private static IEnumerable<long> Chain(byte[] elf, long first, long most)
    {
        for (var (at, left) = (first, most); left > 0; left--)
        {
            yield return at;
            var step = U32(elf, at + 12);
            if (step == 0)
                yield break;
            at += step;
        }
    }

    private static bool IsName(byte[] elf, long at, byte[] name) =>
        Has(elf, at, name.Length + 1) && elf.AsSpan((int)at).StartsWith(name) && elf[at + name.Length] == 0;

    private static bool Has(byte[] elf, long at, int bytes) => at >= 0 && at <= elf.Length - bytes;

    private static ushort U16(byte[] elf, long at) =>
        Has(elf, at, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan((int)at)) : default;

    private static uint U32(byte[] elf, long at) =>
        Has(elf, at, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan((int)at)) : default;

    private static long U64(byte[] elf, long at) =>
        Has(elf, at, 8) ? BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan((int)at)) : default;
}
