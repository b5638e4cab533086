using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RoCL.Datasets.Cifar.Pickle;

/// <summary>
/// The bytes of a pickle, read from the front; nothing is taken that is not there.
/// </summary>
/// <param name="where">The file.</param>
/// <param name="file">All of it.</param>
internal sealed class PickleInput(string where, ReadOnlyMemory<byte> file)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes were read.</summary>
    public int At { get; private set; }

    public byte Byte() => Take(1).Span[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span);

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    /// <summary>
    /// A length in eight bytes; what is more than any file has stays more than this one.
    /// </summary>
    public long Length8() => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span), long.MaxValue);

    /// <summary>The next bytes, without a copy.</summary>
    /// <exception cref="ProblemException">ROCL0441: there are not as many.</exception>
    public ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > file.Length - At)
        {
            throw length < 0
                ? Malformed($"a length of {length} before byte {At}")
                : Refused.CutShort(
                    where,
                    $"the pickle is cut short: at byte {At} of {file.Length} it announces {length} more."
                );
        }

        var taken = file.Slice(At, (int)length);
        At += (int)length;
        return taken;
    }

    /// <summary>The bytes up to the end of the line, which is read too.</summary>
    public ReadOnlyMemory<byte> Line()
    {
        var length = file.Span[At..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Refused.CutShort(
                where,
                $"the pickle is cut short: the line at byte {At} of {file.Length} has no end."
            );
        }

        var line = Take(length);
        Take(1);
        return line;
    }

    /// <summary>A line of ASCII that is a number; Python ends a long one with an L.</summary>
    public long Number(bool mayEndInL = false)
    {
        var line = Line().Span;
        if (mayEndInL && line is [.., (byte)'L'])
            line = line[..^1];
        return long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed($"no number of 64 bits in the line before byte {At}");
    }

    /// <summary>A number of as many bytes, the last one with the sign.</summary>
    public long Long(int length)
    {
        if (length > 8)
            throw Malformed($"a number of {length} bytes before byte {At}");
        var bytes = Take(length).Span;
        var number = length > 0 && bytes[^1] >= 0x80 ? -1L : 0;
        for (var i = length - 1; i >= 0; i--)
            number = number << 8 | bytes[i];
        return number;
    }

    /// <summary>As many bytes of UTF-8.</summary>
    public string Text(long length)
    {
        try
        {
            return Utf8.GetString(Take(length).Span);
        }
        catch (ArgumentException)
        {
            throw Malformed($"a text before byte {At} that is not UTF-8");
        }
    }

    /// <summary>What can't be read, as a refusal.</summary>
    public ProblemException Malformed(string what) => Refused.Pickle(where, $"the pickle can't be read: {what}.");
}
