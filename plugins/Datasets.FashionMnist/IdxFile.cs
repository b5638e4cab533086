using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using RoCL.Contracts.Archives;

namespace RoCL.Datasets.FashionMnist;

/// <summary>
/// A gzip-compressed IDX file of unsigned bytes: a header with the sizes of an array, then its
/// values, the last dimension fastest.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rank">How many dimensions it should have: 1 for labels, 3 for images.</param>
/// <param name="Sha256">
/// What the sum of the file as it lies there should be, in lower-case hexadecimal; null where
/// nothing is known.
/// </param>
internal sealed record IdxFile(string Path, int Rank, string? Sha256)
{
    private const int LongestSide = 1024;
    private const int WordLength = 4;

    private int HeaderLength => WordLength * (1 + Rank);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0401 to ROCL0404 and ROCL0407, as <see cref="FashionMnist"/> lists them.
    /// </exception>
    public IdxArray Read()
    {
        var packed = Load();
        if (Sha256 is null)
            return Unpack(packed);

        var summing = Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(packed)));
        var array = Unpack(packed);
        return summing.Result == Sha256 ? array : throw IdxProblems.OtherSum(this, summing.Result);
    }

    private byte[] Load()
    {
        try
        {
            return File.ReadAllBytes(Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw IdxProblems.Missing(this);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IdxProblems.Unopened(this, e);
        }
    }

    private IdxArray Unpack(byte[] packed)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var sizes = SizesIn(unpacked, packed.Length);
            var values = ValuesIn(unpacked, sizes.Aggregate((product, size) => product * size));
            CheckEnd(packed, values.Length);
            return new(sizes, values);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw IdxProblems.Damaged(
                this,
                $"The file's {packed.Length} bytes are no gzip file, or a damaged or truncated one."
            );
        }
    }

    private int[] SizesIn(GZipStream unpacked, int packedLength)
    {
        var header = new byte[HeaderLength];
        unpacked.ReadExactly(header.AsSpan(0, WordLength));
        if (header is not [0, 0, 8, var dimensions, ..] || dimensions != Rank)
        {
            throw IdxProblems.OtherFormat(
                this,
                $"The file begins with {Convert.ToHexStringLower(header.AsSpan(0, WordLength))}; "
                    + $"an IDX file of bytes with {Rank} dimensions begins with 0000080{Rank}."
            );
        }

        unpacked.ReadExactly(header.AsSpan(WordLength));
        var sizes = Enumerable
            .Range(1, Rank)
            .Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(WordLength * i)))
            .ToArray();
        CheckSizes(sizes, packedLength);
        return Array.ConvertAll(sizes, size => (int)size);
    }

    private void CheckSizes(long[] sizes, int packedLength)
    {
        var announced = string.Join(" x ", sizes);
        if (sizes[0] < 1 || sizes.Skip(1).Any(side => side is < 1 or > LongestSide))
        {
            throw IdxProblems.OtherFormat(
                this,
                $"The header announces {announced}; at least one item is expected, and sides from 1 to {LongestSide}."
            );
        }

        var length = sizes.Aggregate((product, size) => product * size);
        if (length > Math.Min((long)Archive.MostUnpackedPerByte * packedLength, Array.MaxLength))
        {
            throw IdxProblems.OtherFormat(
                this,
                $"The header announces {announced} = {length} bytes, "
                    + $"more than a gzip file of {packedLength} bytes can hold."
            );
        }
    }

    private byte[] ValuesIn(GZipStream unpacked, int length)
    {
        var values = new byte[length];
        var read = unpacked.ReadAtLeast(values, length, throwOnEndOfStream: false);
        if (read < length)
        {
            throw IdxProblems.Damaged(
                this,
                $"The file is truncated: it ends after {read} of the {length} values that its header announces."
            );
        }

        return unpacked.ReadByte() < 0
            ? values
            : throw IdxProblems.OtherFormat(
                this,
                $"The file goes on after the {length} values that its header announces."
            );
    }

    // A missing or foreign end of the gzip wrapper goes unnoticed by GZipStream: its last word is
    // the length of what it holds.
    private void CheckEnd(byte[] packed, int values)
    {
        var unpackedLength = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^WordLength..));
        if (unpackedLength != (uint)(HeaderLength + values))
        {
            throw IdxProblems.Damaged(
                this,
                "The file's last bytes are not the end of one gzip file of that length: "
                    + "it is truncated, or something was added."
            );
        }
    }
}
