using System.Buffers.Binary;
using System.Text;

namespace Contracts.Tests.Native;

/// <summary>
/// The least ELF file of 64 bits that needs versions: two libraries, the first with two versions,
/// the second with one.
/// </summary>
internal static class TinyElf
{
    private const int Needs = 64,
        Names = 192,
        Sections = 256;

    public static byte[] Make(string first, string second, string third)
    {
        var elf = new byte[Sections + 3 * 64];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(elf, 0);
        U64(40, Sections); // where the sections are described
        U16(58, 64); // bytes of a description
        U16(60, 3); // sections: none, needs, names
        U32(Sections + 64 + 4, 0x6ffffffe); // a section of needs
        U64(Sections + 64 + 24, Needs);
        U32(Sections + 64 + 40, 2); // its names are in section 2
        U32(Sections + 64 + 44, 2); // two libraries
        U64(Sections + 128 + 24, Names);
        var name = Names + 1;
        var places = new[] { first, second, third }
            .Select(text =>
            {
                Encoding.ASCII.GetBytes(text).CopyTo(elf, name);
                name += text.Length + 1;
                return name - text.Length - 1 - Names;
            })
            .ToArray();
        Library(Needs, versions: 2, next: 48);
        Version(Needs + 16, places[0], next: 16);
        Version(Needs + 32, places[1], next: 0);
        Library(Needs + 48, versions: 1, next: 0);
        Version(Needs + 64, places[2], next: 0);
        return elf;

        void Library(int at, ushort versions, uint next)
        {
            U16(at + 2, versions);
            U32(at + 8, 16);
            U32(at + 12, next);
        }
        void Version(int at, int name, uint next)
        {
            U32(at + 8, (uint)name);
            U32(at + 12, next);
        }
        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(at), value);
        void U64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(at), value);
    }
}
