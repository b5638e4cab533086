using System.Buffers.Binary;
using System.Text;

namespace Components.Tests.Datasets;

/// <summary>A small ICC profile in which what sRGB calls red is green, and green is red.</summary>
internal static class IccProfile
{
    private const int LengthOfHeader = 128;

    // The primaries of sRGB as ICC profiles have them, under D50.
    private static readonly double[] Red = [0.4360, 0.2225, 0.0139];
    private static readonly double[] Green = [0.3851, 0.7169, 0.0971];
    private static readonly double[] Blue = [0.1431, 0.0606, 0.7141];

    /// <summary>The profile's bytes; its curves are a gamma of 2.2.</summary>
    public static byte[] WithRedAndGreenSwapped()
    {
        var curve = Tag("curv", [0, 0, 0, 1, 2, 0x33]);
        (string Name, byte[] Content)[] tags =
        [
            ("rXYZ", Point(Green)),
            ("gXYZ", Point(Red)),
            ("bXYZ", Point(Blue)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        var place = LengthOfHeader + 4 + 12 * tags.Length;
        var table = new List<byte>(Word((uint)tags.Length));
        var contents = new List<byte>();
        foreach (var (name, content) in tags)
        {
            table.AddRange([.. Encoding.ASCII.GetBytes(name), .. Word((uint)(place + contents.Count))]);
            table.AddRange(Word((uint)content.Length));
            contents.AddRange(content);
        }
        return [.. Header(place + contents.Count), .. table, .. contents];
    }

    private static byte[] Header(int length)
    {
        var header = new byte[LengthOfHeader];
        Word((uint)length).CopyTo(header, 0);
        Word(0x02400000).CopyTo(header, 8);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(36));
        Point([0.9642, 1, 0.8249])[8..].CopyTo(header, 68);
        return header;
    }

    private static byte[] Point(double[] xyz) =>
        Tag("XYZ ", [.. xyz.SelectMany(value => Word((uint)Math.Round(value * 65536)))]);

    private static byte[] Tag(string type, byte[] content)
    {
        byte[] tag = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. content];
        return [.. tag, .. new byte[(4 - tag.Length % 4) % 4]];
    }

    private static byte[] Word(uint value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(word, value);
        return word;
    }
}
