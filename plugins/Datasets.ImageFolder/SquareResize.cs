namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Makes an image square: the shorter side is scaled to the size wanted, and the middle of the
/// longer one is kept.
/// </summary>
/// <remarks>
/// Bilinear with antialiasing: an output pixel is the mean of the input pixels under a triangle as
/// wide as two output pixels, or as two input pixels when the image grows; the same weights as
/// torchvision's and Pillow's, with one rounding at the end.
/// </remarks>
internal static class SquareResize
{
    /// <summary>The square image, channel by channel.</summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="size">H and W of the result, in pixels.</param>
    /// <returns>[C, size, size].</returns>
    public static byte[] Of(DecodedImage image, int size)
    {
        var shorter = Math.Min(image.Width, image.Height);
        var columns = PixelWeights.Along(image.Width, shorter, size);
        var rows = PixelWeights.Along(image.Height, shorter, size);
        return Down(Across(image, columns, rows), rows, image.Channels);
    }

    // The rows of the image that are needed, each already as wide as the result.
    private static ScaledRows Across(DecodedImage image, PixelWeights[] columns, PixelWeights[] rows)
    {
        var first = rows[0].First;
        var scaled = new float[rows[^1].End - first][];
        for (var y = 0; y < scaled.Length; y++)
            scaled[y] = Row(image, first + y, columns);
        return new(first, scaled);
    }

    // [size, C].
    private static float[] Row(DecodedImage image, int y, PixelWeights[] columns)
    {
        var row = new float[columns.Length * image.Channels];
        for (var x = 0; x < columns.Length; x++)
        {
            var start = (y * image.Width + columns[x].First) * image.Channels;
            for (var channel = 0; channel < image.Channels; channel++)
                row[x * image.Channels + channel] = Mean(image, start + channel, columns[x].Weights);
        }
        return row;
    }

    private static float Mean(DecodedImage image, int start, float[] weights)
    {
        var sum = 0f;
        for (var k = 0; k < weights.Length; k++)
            sum += weights[k] * image.Pixels[start + k * image.Channels];
        return sum;
    }

    private static byte[] Down(ScaledRows scaled, PixelWeights[] rows, int channels)
    {
        var size = rows.Length;
        var square = new byte[channels * size * size];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    var mean = scaled.Mean(rows[y], x * channels + channel);
                    square[(channel * size + y) * size + x] = mean;
                }
            }
        }
        return square;
    }

    /// <summary>Rows of the image, scaled across; the first of them is row First of it.</summary>
    private sealed record ScaledRows(int First, float[][] Rows)
    {
        /// <summary>The weighted mean of one column, rounded.</summary>
        public byte Mean(PixelWeights pixel, int column)
        {
            var sum = 0.5f;
            for (var k = 0; k < pixel.Weights.Length; k++)
                sum += pixel.Weights[k] * Rows[pixel.First - First + k][column];
            return (byte)sum;
        }
    }
}
