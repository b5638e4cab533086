namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Makes a picture square: the shorter side is scaled to the size wanted, and the middle of the
/// longer one is kept.
/// </summary>
/// <remarks>
/// Bilinear with antialiasing: an output pixel is the mean of the input pixels under a triangle as
/// wide as two output pixels, or as two input pixels when the picture grows; the same weights as
/// torchvision's and Pillow's, with one rounding at the end.
/// </remarks>
internal static class Square
{
    /// <summary>The square, channel by channel.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="size">H and W of the result, in pixels.</param>
    /// <returns>[C, size, size].</returns>
    public static byte[] Of(Picture picture, int size)
    {
        var shorter = Math.Min(picture.Width, picture.Height);
        var (across, down) = (Along(picture.Width, shorter, size), Along(picture.Height, shorter, size));
        var (top, rows) = (down[0].First, new float[down[^1].End - down[0].First][]);
        for (var y = 0; y < rows.Length; y++)
            rows[y] = Row(picture, top + y, across);
        var (square, at) = (new byte[picture.Channels * size * size], 0);
        for (var channel = 0; channel < picture.Channels; channel++)
        {
            foreach (var (first, weights) in down)
            {
                for (var x = channel; x < size * picture.Channels; x += picture.Channels)
                {
                    var sum = 0.5f;
                    for (var k = 0; k < weights.Length; k++)
                        sum += weights[k] * rows[first - top + k][x];
                    square[at++] = (byte)sum;
                }
            }
        }

        return square;
    }

    private static float[] Row(Picture picture, int y, Taps[] across)
    {
        var (channels, row, at) = (picture.Channels, new float[across.Length * picture.Channels], 0);
        foreach (var (first, weights) in across)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var (sum, from) = (0f, (y * picture.Width + first) * channels + channel);
                for (var k = 0; k < weights.Length; k++)
                    sum += weights[k] * picture.Pixels[from + k * channels];
                row[at++] = sum;
            }
        }

        return row;
    }

    private static Taps[] Along(int length, int shorter, int size)
    {
        var scaled = (int)((long)size * length / shorter);
        var first = (int)Math.Round((scaled - size) / 2.0);
        return [.. Enumerable.Range(first, size).Select(place => Taps.Of(place, length, length / (double)scaled))];
    }

    /// <summary>Which pixels make up one, and how much each counts; the weights sum to 1.</summary>
    private readonly record struct Taps(int First, float[] Weights)
    {
        public int End => First + Weights.Length;

        public static Taps Of(int place, int length, double scale)
        {
            var (centre, reach) = ((place + 0.5) * scale, Math.Max(scale, 1));
            var (first, end) = (
                Math.Max(0, (int)(centre - reach + 0.5)),
                Math.Min(length, (int)(centre + reach + 0.5))
            );
            var weights = Enumerable
                .Range(first, end - first)
                .Select(i => Math.Max(0, 1 - Math.Abs(i + 0.5 - centre) / reach))
                .ToArray();
            var sum = weights.Sum();
            return new(first, [.. weights.Select(weight => (float)(weight / sum))]);
        }
    }
}
