namespace RoCL.Datasets.ImageFolder;

/// <summary>
/// Which pixels along one side of an image make up one of a scaled image, and how much each counts;
/// the weights sum to 1.
/// </summary>
/// <param name="First">The first of these pixels.</param>
/// <param name="Weights">A weight for it and for each that follows.</param>
internal readonly record struct PixelWeights(int First, float[] Weights)
{
    /// <summary>The first pixel after them.</summary>
    public int End => First + Weights.Length;

    /// <summary>
    /// Those of every pixel of the scaled side, of which only the middle is kept.
    /// </summary>
    /// <param name="length">Of the side.</param>
    /// <param name="shorter">
    /// Length of the image's shorter side, which becomes as long as is wanted.
    /// </param>
    /// <param name="size">The number of pixels that are kept.</param>
    public static PixelWeights[] Along(int length, int shorter, int size)
    {
        var scaled = (int)((long)size * length / shorter);
        var first = (int)Math.Round((scaled - size) / 2.0);
        return [.. Enumerable.Range(first, size).Select(place => Of(place, length, length / (double)scaled))];
    }

    private static PixelWeights Of(int place, int length, double scale)
    {
        var centre = (place + 0.5) * scale;
        var reach = Math.Max(scale, 1);
        var first = Math.Max(0, (int)(centre - reach + 0.5));
        var end = Math.Min(length, (int)(centre + reach + 0.5));
        var weights = Enumerable
            .Range(first, end - first)
            .Select(i => Math.Max(0, 1 - Math.Abs(i + 0.5 - centre) / reach))
            .ToArray();
        var sum = weights.Sum();
        return new(first, [.. weights.Select(weight => (float)(weight / sum))]);
    }
}
