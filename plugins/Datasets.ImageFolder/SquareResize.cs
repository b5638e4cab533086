using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Makes an image square: the shorter side is scaled to the size wanted, and the middle of the
/// longer one is kept.
/// </summary>
/// <remarks>
/// Bilinear with antialiasing: an output pixel is the mean of the input pixels under a triangle as
/// wide as two output pixels, or as two input pixels when the image grows; the same weights as
/// torchvision's and Pillow's, with one rounding at the end. The channels of a pixel are computed
/// together, each in the order of the pixels.
/// </remarks>
internal static class SquareResize
{
    /// <summary>The square image, channel by channel.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="size">H and W of the result, in pixels.</param>
    /// <param name="channels">C: the first ones of the image are taken.</param>
    /// <returns>[C, size, size].</returns>
    public static byte[] Of(DecodedImage image, int size, int channels)
    {
        var shorter = Math.Min(image.Width, image.Height);
        var columns = PixelWeights.Along(image.Width, shorter, size);
        var rows = PixelWeights.Along(image.Height, shorter, size);
        return Down(Across(image, columns, rows), rows, channels);
    }

    // The rows of the image that are needed, each already as wide as the result.
    private static ScaledRows Across(DecodedImage image, PixelWeights[] columns, PixelWeights[] rows)
    {
        var first = rows[0].First;
        var scaled = new Vector128<float>[rows[^1].End - first][];
        for (var y = 0; y < scaled.Length; y++)
            scaled[y] = Row(image, first + y, columns);
        return new(first, scaled);
    }

    private static Vector128<float>[] Row(DecodedImage image, int y, PixelWeights[] columns)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Pixels).Slice(y * image.Width, image.Width);
        var row = new Vector128<float>[columns.Length];
        for (var x = 0; x < row.Length; x++)
            row[x] = Mean(pixels.Slice(columns[x].First, columns[x].Weights.Length), columns[x].Weights);
        return row;
    }

    private static Vector128<float> Mean(ReadOnlySpan<uint> pixels, float[] weights)
    {
        var sum = Vector128<float>.Zero;
        for (var k = 0; k < weights.Length; k++)
            sum += Vector128.Create(weights[k]) * Channels(pixels[k]);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Channels(uint pixel)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte());
        return Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32());
    }

    private static byte[] Down(ScaledRows scaled, PixelWeights[] rows, int channels)
    {
        var size = rows.Length;
        var square = new byte[channels * size * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var mean = scaled.Mean(rows[y], x);
                for (var channel = 0; channel < channels; channel++)
                    square[(channel * size + y) * size + x] = (byte)mean[channel];
            }
        }
        return square;
    }

    /// <summary>Rows of the image, scaled across; the first of them is row First of it.</summary>
    private sealed record ScaledRows(int First, Vector128<float>[][] Rows)
    {
        /// <summary>The weighted mean of one column, to be cut to whole numbers.</summary>
        public Vector128<float> Mean(PixelWeights pixel, int column)
        {
            var sum = Vector128.Create(0.5f);
            for (var k = 0; k < pixel.Weights.Length; k++)
                sum += Vector128.Create(pixel.Weights[k]) * Rows[pixel.First - First + k][column];
            return sum;
        }
    }
}
