using System.Globalization;
using System.Text;

namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>Texts as protocol 0 writes them: in a line, with backslashes.</summary>
internal static class Quoting
{
    /// <summary>
    /// The bytes between quotes, as Python 2's <c>repr</c> writes them; null when they are not.
    /// </summary>
    public static byte[]? Bytes(ReadOnlySpan<byte> line)
    {
        if (line is not [(byte)'\'' or (byte)'"', .., var last] || last != line[0])
            return null;
        var inside = line[1..^1];
        var (bytes, length) = (new byte[inside.Length], 0);
        while (!inside.IsEmpty)
        {
            var (value, used) = inside switch
            {
                [(byte)'\\', (byte)'x', var high, var low, ..] => (Hexadecimal([high, low]), 4),
                [(byte)'\\', var escaped, ..] => (Escaped(escaped), 2),
                [(byte)'\\'] => (-1, 1),
                [var plain, ..] => (plain, 1),
                _ => (-1, 1),
            };
            if (value < 0)
                return null;
            bytes[length++] = (byte)value;
            inside = inside[used..];
        }
        return bytes[..length];
    }

    /// <summary>
    /// A text in Latin-1, in which <c>\u</c> or <c>\U</c> stands before what that doesn't have;
    /// null when it isn't one.
    /// </summary>
    public static string? Text(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        while (!line.IsEmpty)
        {
            var digits =
                line is [(byte)'\\', (byte)'u', ..] ? 4
                : line is [(byte)'\\', (byte)'U', ..] ? 8
                : 0;
            if (digits == 0)
            {
                text.Append((char)line[0]);
                line = line[1..];
                continue;
            }
            if (line.Length < 2 + digits || Hexadecimal(line.Slice(2, digits)) is var code && !Rune.IsValid(code))
                return null;
            text.Append(new Rune(code).ToString());
            line = line[(2 + digits)..];
        }
        return text.ToString();
    }

    private static int Escaped(byte escaped) =>
        escaped switch
        {
            (byte)'\\' or (byte)'\'' or (byte)'"' => escaped,
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => -1,
        };

    private static int Hexadecimal(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
