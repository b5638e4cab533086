using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

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
    // Deflate can't shrink more than 1,032 bytes into one (RFC 1951: 258 bytes from two bits): what
    // a header may announce at the most.
    private const long MostShrinking = 1032;
    private const int LongestSide = 1024;

    private int HeaderLength => 4 + 4 * Rank;

    /// <summary>
    /// The length of each dimension, the number of items first, and as many values as they multiply
    /// to.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0401 to ROCL0404 and ROCL0407, as <see cref="FashionMnist"/> lists them.
    /// </exception>
    public (int[] Sizes, byte[] Values) Read()
    {
        var packed = Load();
        var sum = Sha256 is null ? null : Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(packed)));
        var array = Unpack(packed);
        return sum?.Result is { } found && found != Sha256
            ? throw Refused("ROCL0404", $"its SHA-256 is {found}; that of the original is {Sha256}.")
            : array;
    }

    private byte[] Load()
    {
        try
        {
            return File.ReadAllBytes(Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(
                "ROCL0401",
                "there is no such file; the data set is four of them, images and labels of two parts."
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused("ROCL0407", $"the file can't be opened: {e.Message}");
        }
    }

    private (int[] Sizes, byte[] Values) Unpack(byte[] packed)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var sizes = SizesIn(unpacked, packed.Length);
            var values = new byte[sizes.Aggregate((product, size) => product * size)];
            var read = unpacked.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
            if (read < values.Length)
            {
                throw Refused(
                    "ROCL0402",
                    $"it is truncated: it ends after {read} of the {values.Length} values that its header announces."
                );
            }

            if (unpacked.ReadByte() >= 0)
                throw Refused("ROCL0403", $"it goes on behind the {values.Length} values that its header announces.");
            // A missing or foreign end of the gzip wrapper goes unnoticed by GZipStream: its last
            // word is the length of what it holds.
            if (BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^4..)) != (uint)(HeaderLength + values.Length))
            {
                throw Refused(
                    "ROCL0402",
                    "its last bytes are not the end of one gzip file of that length: it is truncated, or something was added."
                );
            }

            return (sizes, values);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Refused("ROCL0402", $"its {packed.Length} bytes are no gzip file, or a damaged or truncated one.");
        }
    }

    private int[] SizesIn(Stream unpacked, int packed)
    {
        var header = new byte[HeaderLength];
        unpacked.ReadExactly(header.AsSpan(0, 4));
        if (header is not [0, 0, 8, var dimensions, ..] || dimensions != Rank)
        {
            throw Refused(
                "ROCL0403",
                $"it begins with {Convert.ToHexStringLower(header.AsSpan(0, 4))}; "
                    + $"an IDX file of bytes with {Rank} dimensions begins with 0000080{Rank}."
            );
        }

        unpacked.ReadExactly(header.AsSpan(4));
        var sizes = Enumerable
            .Range(1, Rank)
            .Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * i)))
            .ToArray();
        var announced = string.Join(" x ", sizes);
        if (sizes[0] < 1 || sizes.Skip(1).Any(side => side is < 1 or > LongestSide))
        {
            throw Refused(
                "ROCL0403",
                $"its header announces {announced}; at least one item is expected, and sides from 1 to {LongestSide}."
            );
        }

        var length = sizes.Aggregate((product, size) => product * size);
        if (length > Math.Min(MostShrinking * packed, Array.MaxLength))
        {
            throw Refused(
                "ROCL0403",
                $"its header announces {announced} = {length} bytes, more than a gzip file of {packed} bytes can hold."
            );
        }

        return Array.ConvertAll(sizes, size => (int)size);
    }

    private ProblemException Refused(string code, string what) =>
        new(
            new(
                code,
                Path,
                what,
                Sha256 is null
                    ? "Put the original file there, or leave 'folder' out to use the files that come with the plugin."
                    : "Delete it if it is there, and build again: the build copies the original. data/SHA256SUMS tells which files are whole."
            )
        );
}
