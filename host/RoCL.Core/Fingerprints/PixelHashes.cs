using System.IO.Hashing;
using RoCL.Core.Guards;

namespace RoCL.Core.Fingerprints;

/// <summary>A hash of the pixels of each image.</summary>
/// <param name="Hashes">16 hexadecimal digits each, by the image's index.</param>
/// <param name="Every">1 where all images were looked at, else every how many.</param>
public sealed record PixelHashes(IReadOnlyDictionary<long, string> Hashes, long Every)
{
    // Images that are read when they are asked for may be more than a run begins with in a minute:
    // of these, a GiB is looked at, as many images apart as need be.
    private const long MostGathered = 1L << 28;
    private const int Chunk = 512;

    /// <summary>The hashes of some images.</summary>
    /// <param name="images">All of a split.</param>
    public static PixelHashes Of(IImages images)
    {
        if (images is GuardedImages { Bytes: { } bytes })
            return Of(images.Count, 1, indices => bytes.index_select(0, indices));
        var values = images.Count * images.Shape.Channels * images.Shape.Height * images.Shape.Width;
        return Of(images.Count, 1 + values / MostGathered, indices => images.Gather(indices).Images);
    }

    private static PixelHashes Of(long count, long every, Func<Tensor, Tensor> pixels)
    {
        var hashes = new Dictionary<long, string>();
        for (var first = 0L; first < count; first += Chunk * every)
        {
            using var scope = NewDisposeScope();
            var indices = arange(first, Math.Min(count, first + Chunk * every), every, ScalarType.Int64);
            var chunk = pixels(indices).contiguous();
            var bytes = chunk.bytes;
            var length = bytes.Length / (int)indices.shape[0];
            for (var i = 0; i < indices.shape[0]; i++)
                hashes.Add(first + i * every, Hex(bytes.Slice(i * length, length)));
            WorkTrace.Read("hashing images", Math.Min(count, first + Chunk * every), count);
        }

        return new(hashes, every);
    }

    private static string Hex(ReadOnlySpan<byte> pixels) =>
        Convert.ToHexStringLower(XxHash128.Hash(pixels).AsSpan(0, 8));
}
