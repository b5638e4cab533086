using System.Text;

namespace RoCL.Core.Reading;

/// <summary>
/// Text of a file that a person writes. It is UTF-8, as JSON is: of another encoding, names of
/// folders and classes would be others than those that are meant.
/// </summary>
public static class WrittenText
{
    private const int ByteOrderMark = 3;

    /// <summary>The text, without a byte order mark.</summary>
    /// <param name="where">The file.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <returns>ROCL0148: it is not UTF-8, with the place of the first byte that is not.</returns>
    public static Result<string> Of(string where, byte[] bytes)
    {
        if (OtherEncoding(bytes) is { } other)
            return OfOtherEncoding(where, $"{other}, as its byte order mark says");
        if (IsHalfZeros(bytes))
            return OfOtherEncoding(where, "UTF-16, since every second byte is 0");
        var begin = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? ByteOrderMark : 0;
        var wrong = FirstFault(bytes);
        return wrong < bytes.Length
            ? NotUtf8(where, bytes, wrong)
            : Encoding.UTF8.GetString(bytes, begin, bytes.Length - begin);
    }

    // By the byte order mark; that of UTF-32 may begin with that of UTF-16.
    private static string? OtherEncoding(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
            _ => null,
        };

    // Of ASCII in UTF-16, without a mark; letters of other scripts may stand among it.
    private static bool IsHalfZeros(byte[] bytes)
    {
        var zeros = bytes.Index().Where(each => each.Item == 0).CountBy(each => each.Index % 2);
        return zeros.Any(half => half.Value * 4 > bytes.Length);
    }

    private static int FirstFault(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (offset < bytes.Length)
        {
            var status = Rune.DecodeFromUtf8(bytes[offset..], out _, out var length);
            if (status is not System.Buffers.OperationStatus.Done)
                return offset;
            offset += length;
        }

        return offset;
    }

    private static Problem OfOtherEncoding(string where, string encoding) =>
        new("ROCL0148", where, $"The file is {encoding}, and only UTF-8 is read.", "Save it as UTF-8.");

    private static Problem NotUtf8(string where, byte[] bytes, int offset)
    {
        var before = bytes.AsSpan(0, offset);
        var line = before.Count((byte)'\n') + 1;
        var column = offset - before.LastIndexOf((byte)'\n');
        return new(
            "ROCL0148",
            $"{where}({line},{column})",
            $"The file is not UTF-8: byte 0x{bytes[offset]:X2} at offset {offset} begins no character.",
            "Save it as UTF-8; iconv -f LATIN1 -t UTF-8 makes it of a file of an older editor."
        );
    }
}
