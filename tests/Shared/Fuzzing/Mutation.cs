using System.Buffers.Binary;
using System.Text;

namespace Shared.Fuzzing;

/// <summary>
/// What happens to a file: bits, bytes, blocks, numbers and values, each as a function of a
/// generator's state.
/// </summary>
internal static class Mutation
{
    private static readonly ulong[] Extremes =
    [
        0,
        1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        int.MaxValue,
        0x8000_0000,
        uint.MaxValue,
        long.MaxValue,
        0x8000_0000_0000_0000,
        ulong.MaxValue,
    ];

    private static readonly string[] Written =
    [
        "0",
        "-1",
        "1e999",
        "-0",
        "0.5",
        "2147483648",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "77777777777",
        "1e-400",
        "1E99999999999",
    ];

    /// <summary>One of some sound files, changed once or a few times.</summary>
    public static byte[] Of(Random random, IReadOnlyList<byte[]> sound)
    {
        var bytes = sound[random.Next(sound.Count)];
        for (var times = random.Next(3) == 0 ? random.Next(2, 7) : 1; times > 0; times--)
            bytes = Once(random, bytes, sound);
        return bytes;
    }

    private static byte[] Once(Random random, byte[] bytes, IReadOnlyList<byte[]> sound)
    {
        var (from, to) = Block(random, bytes.Length);
        return random.Next(12) switch
        {
            0 => At(random, bytes, (place, one) => place[0] ^= (byte)(1 << one.Next(8))),
            1 => At(random, bytes, (place, one) => place[0] = (byte)one.Next(256)),
            2 => bytes[..random.Next(bytes.Length + 1)],
            3 => [.. bytes[..to], .. bytes[from..]],
            4 => [.. bytes[..from], .. bytes[to..]],
            5 => [.. bytes[..from], .. Noise(random), .. bytes[from..]],
            6 => [.. bytes[(bytes.Length / 2)..], .. bytes[..(bytes.Length / 2)]],
            7 => Spliced(random, bytes, sound[random.Next(sound.Count)]),
            8 => At(random, bytes, Extreme),
            9 => Rewritten(random, bytes),
            _ => JsonMutation.Of(random, bytes) ?? At(random, bytes, Extreme),
        };
    }

    private static (int From, int To) Block(Random random, int length)
    {
        var from = random.Next(length + 1);
        return (from, Math.Min(length, from + 1 + random.Next(1 << random.Next(10))));
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(1, 1 << random.Next(1, 10))];
        random.NextBytes(noise);
        return noise;
    }

    private delegate void Change(Span<byte> place, Random random);

    private static byte[] At(Random random, byte[] bytes, Change change)
    {
        var changed = bytes.ToArray();
        // Headers are short and matter most.
        if (changed.Length > 0)
        {
            change(
                changed.AsSpan(random.Next(random.Next(2) == 0 ? Math.Min(changed.Length, 128) : changed.Length)),
                random
            );
        }

        return changed;
    }

    private static byte[] Spliced(Random random, byte[] one, byte[] other)
    {
        var at = random.NextDouble();
        return [.. one[..(int)(at * one.Length)], .. other[(int)(at * other.Length)..]];
    }

    // A number of 1, 2, 4 or 8 bytes in either order.
    private static void Extreme(Span<byte> place, Random random)
    {
        var number = new byte[8];
        var length = Math.Min(place.Length, 1 << random.Next(4));
        var value = Extremes[random.Next(Extremes.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, value);
            number.AsSpan(0, length).CopyTo(place);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(number, value);
            number.AsSpan(8 - length).CopyTo(place);
        }
    }

    // A number in digits becomes another, with the length of the file as it may be.
    private static byte[] Rewritten(Random random, byte[] bytes)
    {
        var digits = Enumerable
            .Range(0, Math.Min(bytes.Length, 4096))
            .Where(i => char.IsAsciiDigit((char)bytes[i]) && (i == 0 || !char.IsAsciiDigit((char)bytes[i - 1])))
            .ToList();
        if (digits.Count == 0)
            return At(random, bytes, Extreme);
        var from = digits[random.Next(digits.Count)];
        var to = from;
        while (to < bytes.Length && char.IsAsciiDigit((char)bytes[to]))
            to++;
        return [.. bytes[..from], .. Encoding.ASCII.GetBytes(Written[random.Next(Written.Length)]), .. bytes[to..]];
    }
}
