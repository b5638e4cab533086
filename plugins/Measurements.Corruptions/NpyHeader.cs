using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace RoCL.Measurements.Corruptions;

/// <summary>What a file of NumPy says of its array before the array begins.</summary>
/// <remarks>Reference: NEP 1, "A simple file format for NumPy arrays", versions 1 to 3.</remarks>
/// <param name="Begin">Where the array begins.</param>
/// <param name="Shape">Its shape.</param>
internal sealed partial record NpyHeader(long Begin, long[] Shape)
{
    private const byte Magic = 0x93;

    // Magic and version; then the length of the text, 2 bytes in version 1 and 4 in others.
    private const int Preamble = 8;
    private const int Most = 1 << 16;

    /// <summary>The header of an array of bytes that lies row by row.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It has no such array; it says why.</exception>
    public static NpyHeader Of(SafeFileHandle file)
    {
        var start = new byte[Most];
        var length = RandomAccess.Read(file, start, 0);
        if (length < Preamble + 4 || start[0] != Magic || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw new InvalidDataException("It does not begin as a file of NumPy does.");
        var sizes = start.AsSpan(Preamble);
        var (text, size) =
            start[6] == 1
                ? (Preamble + 2, BinaryPrimitives.ReadUInt16LittleEndian(sizes))
                : (Preamble + 4, BinaryPrimitives.ReadUInt32LittleEndian(sizes));
        var end = text + size;
        if (end > length)
            throw new InvalidDataException("Its header is cut.");
        var header = Encoding.UTF8.GetString(start[text..(int)end]);
        var described = Description().Match(header);
        if (!described.Success)
            throw new InvalidDataException($"Its array is not of bytes, row by row: {header.Trim()}");
        var shape = described.Groups["size"].Captures;
        return new(end, [.. shape.Select(one => long.Parse(one.Value, CultureInfo.InvariantCulture))]);
    }

    [GeneratedRegex(
        @"^\{(?=.*'descr': '\|u1')(?=.*'fortran_order': False).*'shape': \((?:(?<size>\d{1,12}),? ?)+\)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Description();
}
