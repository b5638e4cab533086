using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RoCL.Contracts;

/// <summary>
/// The beginning of a stream of random values. It is a value: the seed for each purpose follows
/// from a run's seed by arithmetic alone.
/// </summary>
/// <param name="Value">Any 64 bits.</param>
public readonly record struct Seed(long Value)
{
    /// <summary>
    /// The seed for one purpose: the first 64 bits of SHA-256 over this seed, the index and the
    /// purpose, little-endian.
    /// </summary>
    /// <param name="purpose">What the values are for, such as a view's name.</param>
    /// <param name="index">Which use of that purpose, such as a step's index.</param>
    public Seed For(string purpose, long index = 0)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Value}\n{index}\n{purpose}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new(BinaryPrimitives.ReadInt64LittleEndian(hash));
    }

    /// <summary>
    /// Puts values into a random order that follows from the low 32 bits of this seed alone: Fisher
    /// and Yates's shuffle by Knuth's subtractive generator.
    /// </summary>
    /// <param name="values">What is put into order.</param>
    public void Shuffle<T>(Span<T> values)
    {
        var generator = new SubtractiveGenerator((int)Value);
        for (var i = 0; i < values.Length - 1; i++)
        {
            var other = generator.Between(i, values.Length);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
