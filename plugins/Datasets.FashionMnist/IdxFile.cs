using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace RoCL.Datasets.FashionMnist;

/// <summary>A gzip-compressed IDX file of unsigned bytes: a header with the sizes of an array, then its values, the last dimension fastest.</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="Sizes">The length of each dimension, the number of items first.</param>
/// <param name="Values">As many bytes as the sizes multiply to.</param>
internal sealed record IdxFile(string Path, int[] Sizes, byte[] Values)
{
    // Deflate can't shrink more than 1,032 bytes into one (RFC 1951: 258 bytes from two bits): what a header may announce at the most.
    private const long MostShrinking = 1032;
    private const int LongestSide = 1024;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Which.</param>
    /// <param name="rank">How many dimensions it should have: 1 for labels, 3 for images.</param>
    /// <param name="sha256">What the sum of the file as it lies there should be, in lower-case hexadecimal; null where nothing is known.</param>
    /// <exception cref="ProblemException">ROCL0401 to ROCL0404 and ROCL0407, as <see cref="FashionMnist"/> lists them.</exception>
    public static IdxFile Read(string path, int rank, string? sha256)
    {
        var packed = Load(path);
        var sum = sha256 is null ? null : Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(packed)));
        var file = Unpack(path, packed, rank);
        return sum?.Result is { } found && found != sha256
            ? throw Refused("ROCL0404", path, $"its SHA-256 is {found}; that of the original is {sha256}.")
            : file;
    }

    private static byte[] Load(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused("ROCL0401", path, "there is no such file; the data set is four of them, images and labels of two parts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused("ROCL0407", path, $"the file can't be opened: {e.Message}");
        }
    }

    private static IdxFile Unpack(string path, byte[] packed, int rank)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var sizes = SizesIn(unpacked, path, packed.Length, rank);
            var values = new byte[sizes.Aggregate(1, (product, size) => product * size)];
            var read = unpacked.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
            if (read < values.Length)
                throw Refused("ROCL0402", path, $"it is truncated: it ends after {read} of the {values.Length} values that its header announces.");
            if (unpacked.ReadByte() >= 0)
                throw Refused("ROCL0403", path, $"it goes on behind the {values.Length} values that its header announces.");
            // A missing or foreign end of the gzip wrapper goes unnoticed by GZipStream: its last word is the length of what it holds.
            if (BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^4..)) != (uint)(HeaderOf(rank) + values.Length))
                throw Refused("ROCL0402", path, "its last bytes are not the end of one gzip file of that length: it is truncated, or something was added.");
            return new(path, sizes, values);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Refused("ROCL0402", path, $"it is no gzip file, or a damaged or truncated one ({packed.Length} bytes): {e.Message}");
        }
    }

    private static int HeaderOf(int rank) => 4 + 4 * rank;

    private static int[] SizesIn(Stream unpacked, string path, int packed, int rank)
    {
        var header = new byte[HeaderOf(rank)];
        unpacked.ReadExactly(header.AsSpan(0, 4));
        if (header is not [0, 0, 8, var dimensions, ..] || dimensions != rank)
            throw Refused("ROCL0403", path,
                $"it begins with {Convert.ToHexStringLower(header.AsSpan(0, 4))}; an IDX file of bytes with {rank} dimensions begins with 0000080{rank}.");
        unpacked.ReadExactly(header.AsSpan(4));
        var sizes = Enumerable.Range(1, rank).Select(i => (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * i))).ToArray();
        var announced = string.Join(" x ", sizes);
        if (sizes[0] < 1 || sizes.Skip(1).Any(side => side is < 1 or > LongestSide))
            throw Refused("ROCL0403", path, $"its header announces {announced}; at least one item is expected, and sides from 1 to {LongestSide}.");
        var length = sizes.Aggregate((product, size) => product * size);
        if (length > Math.Min(MostShrinking * packed, Array.MaxLength))
            throw Refused("ROCL0403", path, $"its header announces {announced} = {length} bytes, more than a gzip file of {packed} bytes can hold.");
        return Array.ConvertAll(sizes, size => (int)size);
    }

    private static ProblemException Refused(string code, string path, string what) => new(new(code, path, what,
        "Put the original file back, or leave 'folder' out to use the files that come with the plugin; its data/SHA256SUMS tells which of those are whole."));
}
