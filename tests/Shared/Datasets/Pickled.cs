using System.Buffers.Binary;
using System.Text;

namespace Shared.Datasets;

/// <summary>
/// Writes pickles, as Python's <c>cPickle</c> wrote the official files (protocol 2) or as Python 3
/// would write them anew (protocol 4).
/// </summary>
internal static class Pickled
{
    /// <summary>A whole pickle.</summary>
    public static byte[] File(byte[] value, byte protocol = 2) => [0x80, protocol, .. value, (byte)'.'];

    /// <summary>A dictionary.</summary>
    public static byte[] Dictionary(params (string Key, byte[] Value)[] items) =>
        [.. "}q\u0001("u8, .. items.SelectMany(item => (byte[])[.. Text(item.Key), .. item.Value]), (byte)'u'];

    /// <summary>A list, remembered as <c>cPickle</c> does.</summary>
    public static byte[] List(IEnumerable<byte[]> items) =>
        [.. "]q\u0002("u8, .. items.SelectMany(item => item), (byte)'e'];

    /// <summary>A whole number, in as few bytes as it needs.</summary>
    public static byte[] Whole(long value) =>
        value switch
        {
            >= 0 and < 256 => [(byte)'K', (byte)value],
            >= 0 and < 65536 => [(byte)'M', (byte)value, (byte)(value >> 8)],
            >= int.MinValue and <= int.MaxValue => [(byte)'J', .. Word((int)value)],
            _ => [0x8a, 8, .. BitConverter.GetBytes(value)],
        };

    /// <summary>A text of Python 2.</summary>
    public static byte[] Text(string text) => [(byte)'U', (byte)text.Length, .. Encoding.Latin1.GetBytes(text)];

    /// <summary>A text of Python 3.</summary>
    public static byte[] Unicode(string text) =>
        [(byte)'X', .. Word(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Bytes, as a long text of Python 2.</summary>
    public static byte[] Bytes(byte[] bytes) => [(byte)'T', .. Word(bytes.Length), .. bytes];

    /// <summary>Bytes, as Python 3 writes them in protocol 2: a text and a call.</summary>
    public static byte[] Encoded(byte[] bytes) =>
        [
            .. "c_codecs\nencode\n"u8,
            .. Unicode(Encoding.Latin1.GetString(bytes)),
            .. Unicode("latin1"),
            0x86,
            (byte)'R',
        ];

    /// <summary>NumPy's array of bytes.</summary>
    public static byte[] Array(
        long rows,
        long columns,
        byte[] data,
        bool byColumns = false,
        string type = "u1",
        byte[]? written = null
    ) =>
        [
            .. "cnumpy.core.multiarray\n_reconstruct\nq\u0003cnumpy\nndarray\nK\0\u0085U\u0001b\u0087R"u8
                .ToArray()
                .AsLatin1(),
            .. "("u8,
            .. Whole(1),
            .. Whole(rows),
            .. Whole(columns),
            0x86,
            .. "cnumpy\ndtype\n"u8,
            .. Text(type),
            .. Whole(0),
            .. Whole(1),
            0x87,
            (byte)'R',
            .. "("u8,
            .. Whole(3),
            .. Text("|"),
            .. "NNN"u8,
            .. Whole(-1),
            .. Whole(-1),
            .. Whole(0),
            .. "tb"u8,
            byColumns ? (byte)0x88 : (byte)0x89,
            .. written ?? Bytes(data),
            .. "tb"u8,
        ];

    private static byte[] Word(int value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(word, value);
        return word;
    }

    // UTF-8 literals write what is above 0x7f in two bytes.
    private static byte[] AsLatin1(this byte[] utf8) => Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(utf8));
}
