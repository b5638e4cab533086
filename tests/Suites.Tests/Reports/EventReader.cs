using System.Buffers.Binary;
using System.Text;

namespace Suites.Tests.Reports;

/// <summary>
/// Reads event files by the formats' descriptions alone: TFRecord framing, CRC-32C bit by bit, and
/// the wire format of protocol buffers.
/// </summary>
internal static class EventReader
{
    private const uint Castagnoli = 0x82f63b78;

    /// <summary>A number of an event.</summary>
    public sealed record Scalar(long Step, string Tag, float Value);

    /// <summary>All numbers of a file, in their order.</summary>
    public static IEnumerable<Scalar> Scalars(byte[] file) => Records(file).SelectMany(ScalarsOf);

    /// <summary>What the first event says of the file's version.</summary>
    public static string Version(byte[] file) =>
        Encoding.UTF8.GetString(Fields(Records(file).First()).Single(field => field.Number == 3).Bytes);

    /// <summary>The records of a file, whose checksums are held against their bytes.</summary>
    public static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length; )
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Demand(file.AsSpan(at, 8), file.AsSpan(at + 8, 4));
            yield return file[(at + 12)..(at + 12 + length)];
            Demand(file.AsSpan(at + 12, length), file.AsSpan(at + 12 + length, 4));
            at += 16 + length;
        }
    }

    /// <summary>CRC-32C, as RFC 3720 has it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = ~0u;
        foreach (var value in bytes)
        {
            rest ^= value;
            for (var bit = 0; bit < 8; bit++)
                rest = (rest & 1) == 1 ? (rest >> 1) ^ Castagnoli : rest >> 1;
        }

        return ~rest;
    }

    private static void Demand(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> written)
    {
        var masked = BinaryPrimitives.ReadUInt32LittleEndian(written) - 0xa282ead8;
        var checksum = (masked << 15) | (masked >> 17);
        if (checksum != Checksum(bytes))
            throw new InvalidDataException($"The checksum {checksum:x8} is not that of the bytes.");
    }

    // Event: 1 wall time, 2 step, 3 version, 5 summary. Summary: 1 value. Value: 1 tag, 2 number.
    private static IEnumerable<Scalar> ScalarsOf(byte[] happened)
    {
        var fields = Fields(happened).ToList();
        var step = fields.Where(field => field.Number == 2).Select(field => field.Value).SingleOrDefault();
        return fields
            .Where(field => field.Number == 5)
            .SelectMany(summary => Fields(summary.Bytes).Where(value => value.Number == 1))
            .Select(value => ScalarOf((long)step, [.. Fields(value.Bytes)]));
    }

    private static Scalar ScalarOf(long step, IReadOnlyList<Field> fields) =>
        new(
            step,
            Encoding.UTF8.GetString(fields.Single(field => field.Number == 1).Bytes),
            BinaryPrimitives.ReadSingleLittleEndian(fields.Single(field => field.Number == 2).Bytes)
        );

    private static IEnumerable<Field> Fields(byte[] message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Number();
            var number = (int)(key >> 3);
            yield return (key & 7) switch
            {
                0 => new(number, Number(), []),
                1 => new(number, 0, Take(8)),
                2 => new(number, 0, Take((int)Number())),
                5 => new(number, 0, Take(4)),
                var kind => throw new InvalidDataException($"There is no kind {kind}."),
            };
        }

        ulong Number()
        {
            var number = 0ul;
            for (var shift = 0; ; shift += 7)
            {
                var part = message[at];
                at++;
                number |= (ulong)(part & 0x7f) << shift;
                if (part < 0x80)
                    return number;
            }
        }

        byte[] Take(int count)
        {
            at += count;
            return message[(at - count)..at];
        }
    }

    private sealed record Field(int Number, ulong Value, byte[] Bytes);
}
